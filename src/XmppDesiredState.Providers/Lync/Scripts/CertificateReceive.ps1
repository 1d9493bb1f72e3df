param([string]$Folder, [string]$Thumbprint, [byte[]]$Content, [string]$Password, [byte[]]$Answer, [bool]$Exportable, [int]$Patience)
# Puts a certificate with its key into this machine's store. The cmdlet wants a file: it is encrypted, in a folder for administrators, and gone at the end;
# one that an earlier run could not remove, being killed, goes now.
Invoke-InTurn $Patience {
    $stored = Get-Stored $Thumbprint
    if ($stored -and $stored.HasPrivateKey) { , @('same'); return }
    Protect-Folder $Folder
    $path = Get-Folder $Folder
    Remove-Leftover $Folder
    # The certificate with its issuers, as the CA sent them: before the key, which a certificate that arrives later could displace.
    if ($Answer) {
        $file = [IO.Path]::Combine($path, [Guid]::NewGuid().ToString('N') + '.p7b')
        try {
            [IO.File]::WriteAllBytes($file, $Answer)
            , @('writing')
            try { $nothing = Import-CsCertificate -Path $file -Confirm:$false -ErrorAction Stop } catch { if (-not (Get-Stored $Thumbprint)) { , @('unchanged') }; throw }
        }
        finally { if ([IO.File]::Exists($file)) { [IO.File]::Delete($file) } }
    }
    $file = [IO.Path]::Combine($path, [Guid]::NewGuid().ToString('N') + '.pfx')
    try {
        [IO.File]::WriteAllBytes($file, $Content)
        , @('writing')
        try { $nothing = Import-CsCertificate -Path $file -Password $Password -PrivateKeyExportable $Exportable -Confirm:$false -ErrorAction Stop }
        catch { $stored = Get-Stored $Thumbprint; if (-not $stored -or -not $stored.HasPrivateKey) { , @('unchanged') }; throw }
    }
    finally {
        [Array]::Clear($Content, 0, $Content.Length)
        if ([IO.File]::Exists($file)) { [IO.File]::Delete($file) }
    }
    $stored = Get-Stored $Thumbprint
    if ($stored -and $stored.HasPrivateKey) { , @('done') } else { , @('keyless') }
}
