param([string]$Folder, [string]$Seen, [string]$Id, [string]$About, [hashtable]$Parameters, [int]$Patience)
# Makes a key and has a CA answer at once, or later. What is there before is noted first: what is new after it is this request, also where this is cut off.
Invoke-InTurn $Patience {
    $record = Read-Record $Folder
    if ($record) { $live = $record.About } else { $live = '' }
    if ($live -cne $Seen) { , @('moved'); return }
    Protect-Folder $Folder
    $path = Get-Folder $Folder
    [string[]]$before = @(foreach ($line in @(Get-New '')) { [string]::Join(' ', @($line.Split(' ')[0..1])) })
    Write-Text ([IO.Path]::Combine($path, $Id + '.before')) ([string]::Join("`n", $before))
    Write-Text ([IO.Path]::Combine($path, 'request.txt')) $About
    foreach ($file in [IO.Directory]::GetFiles($path)) { if ('request.txt', ($Id + '.before') -notcontains [IO.Path]::GetFileName($file)) { [IO.File]::Delete($file) } }
    , @('writing')
    try { $nothing = Request-CsCertificate @Parameters -ErrorAction Stop }
    catch {
        $new = @(Get-New ([string]::Join("`n", $before)))
        if (-not $new) { , @('unchanged') } elseif (@(Get-Denied $new)) { , @('denied', [string]$_); return }
        throw
    }
    , @('done')
}
