# What the script saw and did. It is written after every step, so that it tells the truth whatever ends the script.
function Save-Result {
    if ($WhatIfPreference) { return }
    $part = $ResultFile + '.part'
    [IO.File]::WriteAllText($part, [Management.Automation.PSSerializer]::Serialize($result, 8), (New-Object Text.UTF8Encoding($false)))
    if ([IO.File]::Exists($ResultFile)) { [IO.File]::Delete($ResultFile) }
    [IO.File]::Move($part, $ResultFile)
}
# The cmdlets of Lync Server 2013 or Skype for Business Server 2015, also outside its Management Shell.
function Import-LyncModule([string]$Cmdlet) {
    if (Get-Command -Name $Cmdlet -ErrorAction SilentlyContinue) { return }
    foreach ($module in 'SkypeForBusiness', 'Lync') {
        try { Import-Module -Name $module -ErrorAction Stop -WarningAction SilentlyContinue } catch { continue }
        if (Get-Command -Name $Cmdlet -ErrorAction SilentlyContinue) { return }
    }
    throw "$Cmdlet is not there. Run this in the Lync Server (Skype for Business Server) Management Shell."
}
# All of one kind: the identity and the values of each object, or why it could not be read.
function Read-Kind([string]$Kind, [scriptblock]$Get) {
    $Names, $Forms, $isPlain = $shapes[$Kind]
    try {
        $rows = @(foreach ($item in (& $Get)) { , (ConvertTo-Row $item) })
        $result.Kinds[$Kind] = @{ Names = $Names; Rows = $rows }
        Write-Host ('Read {0}: {1}' -f $Kind, $rows.Count)
    }
    catch {
        $result.Kinds[$Kind] = @{ Problem = [string]$_ }
        Write-Warning ('{0} could not be read: {1}' -f $Kind, $_)
    }
}
