# Values as text, the same for every look at an object, so that two looks can be compared: nothing is empty, a list of domains is sorted and one a line.
$idn = New-Object Globalization.IdnMapping
function ConvertTo-DomainText($value) {
    $found = @{}
    foreach ($item in $value) {
        $name = ([string]$item).Trim().TrimEnd('.')
        try { $name = $idn.GetAscii($name) } catch { }
        if ($name) { $found[$name.ToLowerInvariant()] = $true }
    }
    [string[]]$names = @($found.Keys)
    [Array]::Sort($names, [StringComparer]::Ordinal)
    [string]::Join("`n", $names)
}
# The identity, then the properties in the order of their names; null for one that the object does not have.
function ConvertTo-Row($item) {
    $row = @($null) * ($Names.Length + 1)
    $row[0] = [string]$item.Identity
    for ($i = 0; $i -lt $Names.Length; $i++) {
        $property = $item.PSObject.Properties[$Names[$i]]
        if (-not $property) { continue }
        $value = $property.Value
        $form = $Forms[$i]
        if ($null -eq $value) { $row[$i + 1] = '' }
        elseif ($form -eq 'Domain' -or $form -eq 'Domains') { $row[$i + 1] = ConvertTo-DomainText $value }
        elseif ($form -eq 'Time') { $row[$i + 1] = ([DateTime]$value).ToUniversalTime().ToString('o') }
        else { $row[$i + 1] = [string]$value }
    }
    , $row
}
