# Restarts the services of one member that load the external certificate. What ran before runs after it; what was stopped stays so.
function Restart-Member([int]$Id, [string]$Title, [string]$Machine, [int]$DrainSeconds) {
    if ($stopped) { return }
    Write-Host ('Step {0}: {1}' -f $Id, $Title)
    $edgeOnly = 'RTCMRAUTH', 'RTCMEDIARELAY', 'RTCDATAPROXY'
    try { $before = @(Get-CsWindowsService -ComputerName $Machine -ErrorAction Stop) } catch { Set-Outcome $Id 'not done' ([string]$_); return }
    $xmpp = @($before | Where-Object { $_.DisplayName -like '*XMPP*' -or $_.Name -eq 'RTCXMPPTGW' })
    # RTCSRV is the Access Edge on an Edge server and the Front End service on a Front End server, where it is left alone.
    $isEdge = @($before | Where-Object { $edgeOnly -contains $_.Name }).Count -gt 0 -or @($xmpp | Where-Object { $_.DisplayName -like '*Proxy*' }).Count -gt 0
    $ours = @($before | Where-Object { ($xmpp -contains $_) -or ($isEdge -and (($edgeOnly -contains $_.Name) -or $_.Name -eq 'RTCSRV')) } | ForEach-Object { [string]$_.Name })
    if (-not $ours) { Set-Outcome $Id 'not done' ($Machine + ' has no service of an Edge server or of the XMPP gateway'); return }
    $running = @($before | Where-Object { [string]$_.Status -eq 'Running' } | ForEach-Object { [string]$_.Name })
    $stopping = @($ours | Where-Object { $running -contains $_ })
    if (-not $WhatIfPreference) {
        if (-not $PSCmdlet.ShouldProcess($Title)) { Set-Outcome $Id 'not done' 'whoever ran the script declined it'; return }
        Set-Outcome $Id 'begun' ''
    }
    $problem = ''
    try {
        if ($DrainSeconds -gt 0) {
            foreach ($name in $stopping) { $nothing = Stop-CsWindowsService -Name $name -ComputerName $Machine -Graceful -NoWait @common }
            $clock = [Diagnostics.Stopwatch]::StartNew()
            while (-not $WhatIfPreference -and $clock.Elapsed.TotalSeconds -lt $DrainSeconds) {
                $open = @(Get-CsWindowsService -ComputerName $Machine -ErrorAction Stop | Where-Object { ($stopping -contains $_.Name) -and [string]$_.Status -ne 'Stopped' })
                if (-not $open) { break }
                Start-Sleep -Seconds 1
            }
        }
        foreach ($name in $stopping) { $nothing = Stop-CsWindowsService -Name $name -ComputerName $Machine @common }
    }
    catch { $problem = [string]$_ }
    # Whatever happened: what ran is started again, dependents too.
    $order = @($stopping) + @($running | Where-Object { $stopping -notcontains $_ })
    if ($WhatIfPreference) {
        foreach ($name in $stopping) { $nothing = Start-CsWindowsService -Name $name -ComputerName $Machine @common }
        return
    }
    $clock = [Diagnostics.Stopwatch]::StartNew()
    try {
        $tried = @{}
        while ($true) {
            $down = @(Get-CsWindowsService -ComputerName $Machine -ErrorAction Stop | Where-Object { ($order -contains $_.Name) -and [string]$_.Status -ne 'Running' } | ForEach-Object { [string]$_.Name })
            if (-not $down -or $clock.Elapsed.TotalSeconds -ge 120) { break }
            $next = @($order | Where-Object { ($down -contains $_) -and -not $tried[$_] })
            foreach ($name in $next) {
                $tried[$name] = $true
                try { $nothing = Start-CsWindowsService -Name $name -ComputerName $Machine @common } catch { $problem = [string]$_ }
            }
            if (-not $next) { Start-Sleep -Seconds 1 }
        }
    }
    catch { Set-Outcome $Id 'unknown' ([string]$_); return }
    if ($down) { Set-Outcome $Id 'not done' ('on ' + $Machine + ' did not come back: ' + ($down -join ', ') + '. ' + $problem) }
    elseif ($problem) { Set-Outcome $Id 'not done' $problem }
    else { Set-Outcome $Id 'applied' '' }
}
