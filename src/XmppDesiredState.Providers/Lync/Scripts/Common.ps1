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
# The identity, then the properties in the order of their names; null for one that the object does not have. Thousands of objects pass here, so what
# is most frequent is looked for first.
$isPlain = @(foreach ($form in $Forms) { $form -ne 'Domain' -and $form -ne 'Domains' -and $form -ne 'Time' })
function ConvertTo-Row($item) {
    $row = @($null) * ($Names.Length + 1)
    $row[0] = [string]$item.Identity
    $properties = $item.PSObject.Properties
    for ($i = 0; $i -lt $Names.Length; $i++) {
        $property = $properties[$Names[$i]]
        if (-not $property) { continue }
        $value = $property.Value
        if ($null -eq $value) { $row[$i + 1] = '' }
        elseif ($isPlain[$i]) { $row[$i + 1] = [string]$value }
        elseif ($Forms[$i] -eq 'Time') { $row[$i + 1] = ([DateTime]$value).ToUniversalTime().ToString('o') }
        else { $row[$i + 1] = ConvertTo-DomainText $value }
    }
    , $row
}
