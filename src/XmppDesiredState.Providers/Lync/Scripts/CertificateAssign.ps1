param([string]$Thumbprint, [string[]]$Usages, [string[]]$Seen, [string[]]$Ours, [string[]]$Issuers, [int]$Patience)
# Assigns a certificate of this machine's store to every usage that has another. One that has neither what the plan saw nor one of ours was changed by
# somebody else: then nothing is assigned. XmppServer has a call of its own, as in the only script that is known to assign it.
Invoke-InTurn $Patience {
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
    # Without its issuers this machine would present the certificate alone, and many partners could not build the chain.
    if ($Issuers) {
        try {
            $store = New-Object Security.Cryptography.X509Certificates.X509Store('CA', 'LocalMachine')
            $store.Open('ReadWrite')
            foreach ($issuer in $Issuers) { $store.Add((New-Object Security.Cryptography.X509Certificates.X509Certificate2(, [Convert]::FromBase64String($issuer)))) }
            $store.Close()
        }
        catch { , @('issuers', [string]$_) }
    }
    , @('writing')
    foreach ($types in $edge, $xmpp) {
        if ($types) { $nothing = Set-CsCertificate -Type $types -Thumbprint $Thumbprint -Confirm:$false -ErrorAction Stop }
    }
    , @('done')
}
