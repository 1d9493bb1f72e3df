# Made by xmppstate 1.2.3 in the language of Windows PowerShell 3.0. Reads, and changes nothing.
#
#   Deployment     contoso
#   Provider       lync
#   Reads          Get-CsAccessEdgeConfiguration, Get-CsXmppGatewayConfiguration, Get-CsXmppAllowedPartner, Get-CsManagementStoreReplicationStatus, Get-CsSite, Get-CsService
#
# Run it in the Management Shell of a Front End server (Lync Server 2013 or Skype for Business Server 2015),
# as a member of RTCUniversalReadOnlyAdmins or more (CsViewOnlyAdministrator in a remote session):
#   .\SCRIPT.ps1
# It writes one file. Then, where xmppstate runs:
#   xmppstate plan --observed observed-lync.xml --out plan.json
#requires -Version 3.0
[CmdletBinding()]
param(
    # Where the result is written.
    [string]$ResultFile = 'observed-lync.xml'
)
$ErrorActionPreference = 'Stop'
$ResultFile = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($ResultFile)
$result = @{
    Format = 'xmppstate-lync'; FormatVersion = '1'
    Deployment = 'contoso'; Provider = 'lync'
    Machine = [Environment]::MachineName; By = [Environment]::UserDomainName + '\' + [Environment]::UserName
    Began = [DateTime]::UtcNow.ToString('o'); Read = ''; Steps = @{}; Kinds = @{}
}
# What is read of each object, how it is compared, and whether it is text as it is.
$shapes = @{
    'edge-access' = @(@('AllowFederatedUsers'), @('Flag'), @($true))
    'gateway-settings' = @(@('ConnectionLimit', 'EnableLoggingAllMessageBodies', 'KeepAliveInterval', 'PartnerConnectionLimit', 'StreamEstablishmentTimeout', 'StreamInactivityTimeout', 'SubscriptionRefreshInterval'), @('Number', 'Flag', 'Number', 'Number', 'Number', 'Number', 'Number'), @($true, $true, $true, $true, $true, $true, $true))
    'partner' = @(@('AdditionalDomains', 'ConnectionLimit', 'Description', 'EnableKeepAlive', 'PartnerType', 'ProxyFqdn', 'SaslNegotiation', 'SupportDialbackNegotiation', 'TlsNegotiation'), @('Domains', 'Number', 'Text', 'Flag', 'Word', 'Domain', 'Word', 'Flag', 'Word'), @($false, $true, $true, $true, $true, $false, $true, $true, $true))
    'store' = @(@('ActiveMasterFqdn'), @('Domain'), @($false))
    'replicas' = @(@('LastUpdateCreation', 'ProductVersion', 'ReplicaFqdn', 'UpToDate'), @('Time', 'Text', 'Domain', 'Flag'), @($false, $true, $false, $true))
    'sites' = @(@('DisplayName', 'XmppFederationRoute'), @('Text', 'Text'), @($true, $true))
    'edge-pools' = @(@('PoolFqdn', 'Version', 'XmppListeningPort'), @('Domain', 'Text', 'Number'), @($false, $true, $true))
}
# Values as text, the same for every look at an object, so that two looks can be compared: nothing is empty, a list of domains is sorted and one a line.
$idn = New-Object Globalization.IdnMapping
function ConvertTo-DomainText($value) {
    $found = @{}
    foreach ($item in $value) {
        $name = ([string]$item).Trim().TrimEnd('.')
        try { $name = $idn.GetAscii($name) } catch { }
        if ($name) { $found[$name.ToLowerInvariant()] = $true }
    }
    [string[]]$names = @($found.Keys)
    [Array]::Sort($names, [StringComparer]::Ordinal)
    [string]::Join("`n", $names)
}
# The identity, then the properties in the order of their names; null for one that the object does not have. Thousands of objects pass here, so what
# is most frequent is looked for first.
$isPlain = @(foreach ($form in $Forms) { $form -ne 'Domain' -and $form -ne 'Domains' -and $form -ne 'Time' })
function ConvertTo-Row($item) {
    $row = @($null) * ($Names.Length + 1)
    $row[0] = [string]$item.Identity
    $properties = $item.PSObject.Properties
    for ($i = 0; $i -lt $Names.Length; $i++) {
        $property = $properties[$Names[$i]]
        if (-not $property) { continue }
        $value = $property.Value
        if ($null -eq $value) { $row[$i + 1] = '' }
        elseif ($isPlain[$i]) { $row[$i + 1] = [string]$value }
        elseif ($Forms[$i] -eq 'Time') { $row[$i + 1] = ([DateTime]$value).ToUniversalTime().ToString('o') }
        else { $row[$i + 1] = ConvertTo-DomainText $value }
    }
    , $row
}
# What the script saw and did. It is written after every step, so that it tells the truth whatever ends the script.
function Save-Result {
    if ($WhatIfPreference) { return }
    $part = $ResultFile + '.part'
    [IO.File]::WriteAllText($part, [Management.Automation.PSSerializer]::Serialize($result, 8), (New-Object Text.UTF8Encoding($false)))
    if ([IO.File]::Exists($ResultFile)) { [IO.File]::Delete($ResultFile) }
    [IO.File]::Move($part, $ResultFile)
}
# The cmdlets of Lync Server 2013 or Skype for Business Server 2015, also outside its Management Shell.
function Import-LyncModule([string]$Cmdlet) {
    if (Get-Command -Name $Cmdlet -ErrorAction SilentlyContinue) { return }
    foreach ($module in 'SkypeForBusiness', 'Lync') {
        try { Import-Module -Name $module -ErrorAction Stop -WarningAction SilentlyContinue } catch { continue }
        if (Get-Command -Name $Cmdlet -ErrorAction SilentlyContinue) { return }
    }
    throw "$Cmdlet is not there. Run this in the Lync Server (Skype for Business Server) Management Shell."
}
# All of one kind: the identity and the values of each object, or why it could not be read.
function Read-Kind([string]$Kind, [scriptblock]$Get) {
    $Names, $Forms, $isPlain = $shapes[$Kind]
    try {
        $rows = @(foreach ($item in (& $Get)) { , (ConvertTo-Row $item) })
        $result.Kinds[$Kind] = @{ Names = $Names; Rows = $rows }
        Write-Host ('Read {0}: {1}' -f $Kind, $rows.Count)
    }
    catch {
        $result.Kinds[$Kind] = @{ Problem = [string]$_ }
        Write-Warning ('{0} could not be read: {1}' -f $Kind, $_)
    }
}
Import-LyncModule 'Get-CsXmppAllowedPartner'
$result.Kinds = @{}
Read-Kind 'edge-access' { Get-CsAccessEdgeConfiguration -ErrorAction Stop }
Read-Kind 'gateway-settings' { Get-CsXmppGatewayConfiguration -ErrorAction Stop }
Read-Kind 'partner' { Get-CsXmppAllowedPartner -ErrorAction Stop }
Read-Kind 'store' { Get-CsManagementStoreReplicationStatus -CentralManagementStoreStatus:$true -ErrorAction Stop }
Read-Kind 'replicas' { Get-CsManagementStoreReplicationStatus -ErrorAction Stop }
Read-Kind 'sites' { Get-CsSite -ErrorAction Stop }
Read-Kind 'edge-pools' { Get-CsService -EdgeServer:$true -ErrorAction Stop }
$result.Read = [DateTime]::UtcNow.ToString('o')
Save-Result
Write-Host ('Written: {0}' -f $ResultFile)
