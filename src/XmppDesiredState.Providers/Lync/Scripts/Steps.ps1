function Set-Outcome([int]$Id, [string]$Outcome, [string]$Why) {
    $result.Steps[[string]$Id] = @{ Outcome = $Outcome; Why = $Why; At = [DateTime]::UtcNow.ToString('o') }
    Save-Result
    if ($Outcome -ne 'begun') { Write-Host ('  {0}{1}' -f $Outcome, $(if ($Why) { ': ' + $Why })) }
    if ($Outcome -eq 'conflict' -or $Outcome -eq 'not done' -or $Outcome -eq 'unknown') { $script:stopped = $true }
}
# From then on replicas must have heard of it. They may report whole seconds.
function Set-Applied([int]$Id, [DateTime]$Began) {
    $script:lastWrite = $Began.AddTicks(-($Began.Ticks % [TimeSpan]::TicksPerSecond))
    Set-Outcome $Id 'applied' ''
}
# The object as it is now; nothing where it is not there.
function Find-Live([string]$Kind, [scriptblock]$Get, [string]$Identity) {
    $Names, $Forms, $isPlain = $shapes[$Kind]
    $found = $null
    foreach ($item in (& $Get)) {
        $row = ConvertTo-Row $item
        if (-not $Identity -or [string]::Equals($row[0], $Identity, [StringComparison]::OrdinalIgnoreCase)) { $found = $row }
    }
    , $found
}
# Whether it has these values. Others do not count.
function Test-Live($Row, [string]$Kind, [hashtable]$Values) {
    $Names, $Forms, $isPlain = $shapes[$Kind]
    foreach ($name in $Values.Keys) {
        if (-not [string]::Equals([string]$Row[[Array]::IndexOf($Names, $name) + 1], [string]($Values[$name] -join "`n"))) { return $false }
    }
    $true
}
# One step: compares with what the plan saw, changes, and looks again. $Seen is empty where nothing must be there, $Wanted where nothing shall be.
function Invoke-Step([int]$Id, [string]$Title, [string]$Kind, [scriptblock]$Get, [string]$Identity, $Seen, $Wanted, [scriptblock]$Change, [switch]$BringsSecret) {
    if ($stopped) { return }
    Write-Host ('Step {0}: {1}' -f $Id, $Title)
    try { $live = Find-Live $Kind $Get $Identity } catch { Set-Outcome $Id 'not done' ([string]$_); return }
    $conflict = ''
    if ($null -eq $live) {
        if ($null -eq $Wanted) { Set-Outcome $Id 'already there' 'it is gone'; return }
        if ($null -ne $Seen) { $conflict = 'it is not there any more' }
    }
    elseif ($null -ne $Wanted -and -not $BringsSecret -and (Test-Live $live $Kind $Wanted)) { Set-Outcome $Id 'already there' ''; return }
    elseif ($null -eq $Seen) { $conflict = 'it is there already, and otherwise than wanted' }
    elseif (-not (Test-Live $live $Kind $Seen)) { $conflict = 'it is no longer as the plan saw it' }
    if ($WhatIfPreference) {
        if ($conflict) { Write-Warning ('It would not be done now: ' + $conflict) }
        $nothing = & $Change
        return
    }
    if ($conflict) { Set-Outcome $Id 'conflict' $conflict; return }
    if (-not $PSCmdlet.ShouldProcess($Title)) { Set-Outcome $Id 'not done' 'whoever ran the script declined it'; return }
    if ($BringsSecret) { try { $nothing = Get-Passphrase } catch { Set-Outcome $Id 'not done' ([string]$_); return } }
    $now = [DateTime]::UtcNow
    Set-Outcome $Id 'begun' ''
    $problem = $null
    try { $nothing = & $Change } catch { $problem = [string]$_ }
    try { $live = Find-Live $Kind $Get $Identity }
    catch {
        if ($problem) { Set-Outcome $Id 'unknown' $problem } else { Set-Applied $Id $now }
        return
    }
    $holds = if ($null -eq $Wanted) { $null -eq $live } else { $null -ne $live -and (Test-Live $live $Kind $Wanted) }
    if ($holds -and -not ($problem -and $BringsSecret)) { Set-Applied $Id $now }
    elseif ($problem -and $BringsSecret) { Set-Outcome $Id 'unknown' $problem }
    elseif ($problem -and $(if ($null -eq $Seen) { $null -eq $live } else { $null -ne $live -and (Test-Live $live $Kind $Seen) })) { Set-Outcome $Id 'not done' $problem }
    else { Set-Outcome $Id 'conflict' ('it is not as wanted afterwards. ' + $problem) }
}
