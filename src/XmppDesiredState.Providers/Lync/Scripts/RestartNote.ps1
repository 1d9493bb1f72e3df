param([string]$Machine, [string]$Action, [string]$Names)
# What ran on a machine before a restart was begun stands here until all of it runs again, so that a restart that was cut off is known and can be ended.
if (-not $base) { , @('none'); return }
$folder = [IO.Path]::Combine($base, 'XmppDesiredState', 'Restarts')
$path = [IO.Path]::Combine($folder, $Machine + '.txt')
if ($Action -eq 'write') {
    $nothing = [IO.Directory]::CreateDirectory($folder)
    Protect-Path @([IO.Path]::Combine($base, 'XmppDesiredState'), $folder)
    Write-Text $path $Names
}
elseif ($Action -eq 'remove' -and [IO.File]::Exists($path)) { [IO.File]::Delete($path) }
, @('note', (Read-Text $path))
