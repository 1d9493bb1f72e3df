param([string]$Folder, [string]$About, [bool]$Done, [int]$Patience)
# Notes that the answer to a request is in use everywhere, or that it was taken back.
Invoke-InTurn $Patience {
    $record = Read-Record $Folder
    if (-not $record -or $record.About -cne $About) { , @('moved'); return }
    if ($Done) { Write-Text ($record.Path + '.done') 'done' } elseif ($record.Done) { [IO.File]::Delete($record.Path + '.done') }
    , @('done')
}
