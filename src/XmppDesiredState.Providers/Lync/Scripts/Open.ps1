param([string[]]$Modules, [string[]]$Cmdlets)
# Makes the cmdlets known, from the first module that is there, and says which are not.
$imported = ''
$problems = @()
foreach ($module in $Modules) {
    try { Import-Module -Name $module -ErrorAction Stop -WarningAction SilentlyContinue; $imported = $module; break }
    catch { $problems += [string]$_ }
}
# Without any module the first cmdlet stands for all: looking for each through every module of the machine takes long.
$nothing = $Modules.Length -gt 0 -and -not $imported -and -not (Get-Command -Name $Cmdlets[0] -ErrorAction SilentlyContinue)
, @('module', $imported)
, (@('missing') + @(foreach ($cmdlet in $Cmdlets) { if ($nothing -or -not (Get-Command -Name $cmdlet -ErrorAction SilentlyContinue)) { $cmdlet } }))
, (@('problems') + $problems)
