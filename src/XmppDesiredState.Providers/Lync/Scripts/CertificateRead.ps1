param([string[]]$Folders)
# What is assigned on this machine, what lies in its store, and the requests of ours. Ends with 'read': without it something is missing.
$assigned = Get-Assigned
foreach ($use in $assigned.Keys) { , @('assigned', [string]$use, $assigned[$use]) }
foreach ($item in @(Get-ChildItem -Path 'Cert:\LocalMachine\My' -ErrorAction Stop)) {
    , @('stored', ([string]$item.Thumbprint).ToUpperInvariant(), [string][bool]$item.HasPrivateKey, [Convert]::ToBase64String($item.RawData))
}
foreach ($folder in $Folders) {
    $record = Read-Record $folder
    if (-not $record) { continue }
    , @('request', $folder, $record.About, $record.Request, $record.Chain, [string]$record.Done)
    if ($null -ne $record.Before) { foreach ($line in @(Get-New $record.Before)) { , @('online', $folder, $line) } }
}
, @('read')
