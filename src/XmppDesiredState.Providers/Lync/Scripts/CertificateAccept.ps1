param([string]$Folder, [string]$About, [string]$Thumbprint, [string]$Chain, [byte[]]$Answer, [string]$Extension, [int]$Patience)
# Lays what the issuer sent beside its key, which has been in this machine since the request. Nothing uses it yet.
Invoke-InTurn $Patience {
    $record = Read-Record $Folder
    if (-not $record -or $record.About -cne $About) { , @('moved'); return }
    $stored = Get-Stored $Thumbprint
    $isThere = $stored -and $stored.HasPrivateKey
    if ($isThere -and $record.Chain -ceq $Chain) { , @('same'); return }
    Write-Text ($record.Path + '.pem') $Chain
    if (-not $isThere) {
        [IO.File]::WriteAllBytes(($record.Path + $Extension), $Answer)
        , @('writing')
        try { $nothing = Import-CsCertificate -Path ($record.Path + $Extension) -Confirm:$false -ErrorAction Stop } catch { if (-not (Get-Stored $Thumbprint)) { , @('unchanged') }; throw }
        $stored = Get-Stored $Thumbprint
        if (-not $stored -or -not $stored.HasPrivateKey) { , @('keyless'); return }
    }
    , @('done')
}
