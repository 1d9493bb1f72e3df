param([string[]]$Modules, [string[]]$Cmdlets)
# Makes the cmdlets known, from the first module that is there, and says which are not.
$imported = ''
$problems = @()
foreach ($module in $Modules) {
    try { Import-Module -Name $module -ErrorAction Stop -WarningAction SilentlyContinue; $imported = $module; break }
    catch { $problems += [string]$_ }
}
, @('module', $imported)
, (@('missing') + @(foreach ($cmdlet in $Cmdlets) { if (-not (Get-Command -Name $cmdlet -ErrorAction SilentlyContinue)) { $cmdlet } }))
, (@('problems') + $problems)
