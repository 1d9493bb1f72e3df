# Waits until every replica of the configuration store has what was written. $Behind: for each step that waits, the step that wrote.
function Wait-Replication([hashtable]$Behind, [int]$Seconds) {
    if ($WhatIfPreference) { return }
    $waiting = @(foreach ($id in $Behind.Keys) {
        $write = $result.Steps[[string]$Behind[$id]]
        if ($write -and ('applied', 'already there') -contains $write.Outcome) { $id }
    }) | Sort-Object
    if (-not $waiting) { return }
    Write-Host ('Waiting at most {0} s for the replicas of the configuration store' -f $Seconds)
    $clock = [Diagnostics.Stopwatch]::StartNew()
    while ($true) {
        try {
            $lagging = @(foreach ($replica in (Get-CsManagementStoreReplicationStatus -ErrorAction Stop)) {
                $created = $replica.LastUpdateCreation
                $isNew = -not $lastWrite -or ($created -and ([DateTime]$created).ToUniversalTime() -ge $lastWrite)
                if (-not ($replica.UpToDate -and $isNew)) { [string]$replica.ReplicaFqdn }
            })
            $why = 'it has not reached ' + ($lagging -join ', ')
        }
        catch { $lagging = @('unknown'); $why = [string]$_ }
        if (-not $lagging -or $clock.Elapsed.TotalSeconds -ge $Seconds) { break }
        Start-Sleep -Seconds 2
    }
    foreach ($id in $waiting) {
        if ($lagging) { Set-Outcome $id 'not done' $why } else { Set-Outcome $id 'applied' '' }
    }
}
