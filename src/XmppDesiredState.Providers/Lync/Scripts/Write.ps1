param([string]$Get, [hashtable]$GetParameters, [string]$Identity, [string[]]$Names, [string[]]$Forms, $Seen, $Wanted, [bool]$Always, [string]$Set, [hashtable]$SetParameters, [int]$Patience)
# Changes one object if it still is as the plan saw it. Says what it found, and 'writing' with the time just before the change: an error without
# that word is known to have changed nothing.
function Test-Row($row, $expected) {
    for ($i = 0; $i -lt $Names.Length; $i++) {
        if ($null -ne $expected[$i] -and -not [string]::Equals([string]$row[$i + 1], [string]$expected[$i])) { return $false }
    }
    $true
}
# Two runs of this program on one machine take turns, whoever started them. Without the right to use the lock of another account, none.
$turn = $null
$held = $false
try { $turn = New-Object Threading.Mutex($false, 'Global\XmppDesiredState.Lync') } catch { $turn = $null }
try {
    if ($turn) {
        try { $held = $turn.WaitOne($Patience) } catch [Threading.AbandonedMutexException] { $held = $true }
        if (-not $held) { , @('busy'); return }
    }
    $live = $null
    foreach ($item in (& $Get @GetParameters -ErrorAction Stop)) {
        $row = ConvertTo-Row $item
        if (-not $Identity -or [string]::Equals($row[0], $Identity, [StringComparison]::OrdinalIgnoreCase)) { $live = $row }
    }
    if ($null -eq $live) {
        if ($null -eq $Wanted) { , @('gone'); return }
        if ($null -ne $Seen) { , @('missing'); return }
    }
    else {
        if ($null -ne $Wanted -and -not $Always -and (Test-Row $live $Wanted)) { , @('same'); return }
        if ($null -eq $Seen) { , @('exists', $live); return }
        if (-not (Test-Row $live $Seen)) { , @('moved', $live); return }
    }
    , @('writing', [DateTime]::UtcNow.ToString('o'))
    $nothing = & $Set @SetParameters -ErrorAction Stop
    , @('done')
}
finally {
    if ($held) { $turn.ReleaseMutex() }
    if ($turn) { $turn.Dispose() }
}
