param([string]$Folder, [string]$Thumbprint, [string[]]$Usages, [string[]]$Seen, [string[]]$Ours, [int]$Patience)
# Assigns a certificate of this machine's store to every usage that has another. One that has neither what the plan saw nor one of ours was changed by
# somebody else: then nothing is assigned. XmppServer has a call of its own, as in the only script that is known to assign it.
Invoke-InTurn $Patience {
    Remove-Leftover $Folder
    $stored = Get-Stored $Thumbprint
    if (-not $stored) { , @('absent'); return }
    if (-not $stored.HasPrivateKey) { , @('keyless'); return }
    $assigned = Get-Assigned
    $edge = @()
    $xmpp = @()
    for ($i = 0; $i -lt $Usages.Length; $i++) {
        $live = [string]$assigned[$Usages[$i]]
        if ($live -eq $Thumbprint) { continue }
        if ($live -ne [string]$Seen[$i] -and $Ours -notcontains $live) { , @('moved', $Usages[$i], $live); return }
        if ($Usages[$i] -eq 'XmppServer') { $xmpp += $Usages[$i] } else { $edge += $Usages[$i] }
    }
    if (-not $edge -and -not $xmpp) { , @('same'); return }
    , @('writing')
    try {
        foreach ($types in $edge, $xmpp) {
            if ($types) { $nothing = Set-CsCertificate -Type $types -Thumbprint $Thumbprint -Confirm:$false -ErrorAction Stop }
        }
    }
    catch {
        $now = Get-Assigned
        if (-not @($Usages | Where-Object { [string]$now[$_] -ne [string]$assigned[$_] })) { , @('unchanged') }
        throw
    }
    , @('done')
}
