param([string]$Folder, [string]$Seen, [string]$Id, [string]$About, [hashtable]$Parameters, [int]$Patience)
# Makes a key and a request. $About is written first and the request last, by the cmdlet: until it is there, and whole, there is no request.
Invoke-InTurn $Patience {
    $record = Read-Record $Folder
    if ($record) { $live = $record.About } else { $live = '' }
    if ($live -cne $Seen) { , @('moved'); return }
    Protect-Folder $Folder
    $path = Get-Folder $Folder
    Write-Text ([IO.Path]::Combine($path, 'request.txt')) $About
    foreach ($file in [IO.Directory]::GetFiles($path)) { if ([IO.Path]::GetFileName($file) -ne 'request.txt') { [IO.File]::Delete($file) } }
    $Parameters['Output'] = [IO.Path]::Combine($path, $Id + '.req')
    , @('writing')
    try { $nothing = Request-CsCertificate @Parameters -ErrorAction Stop } catch { if (-not [IO.File]::Exists($Parameters['Output'])) { , @('unchanged') }; throw }
    , @('done', (Read-Text $Parameters['Output']))
}
