# Made by xmppstate 1.2.3 in the language of Windows PowerShell 3.0. Does the steps of a plan.
#
#   Deployment     contoso
#   Provider       lync
#   Plan           e124f76d86e216e4
#   Change digest  6b492cac6d6eba701ce019b3a5bce6cfdb97e3ae79bb46400fb40a0ddafcb61b
#   Planned        2026-11-23 12:00:00Z
#   Live system    lync fe1.contoso.example
#   Steps          1 create, 2 update, 1 delete, 4 settle
#
# Run it in the Management Shell of a Front End server (Lync Server 2013 or Skype for Business Server 2015),
# as a member of RTCUniversalServerAdmins (CsAdministrator in a remote session):
#   .\SCRIPT.ps1 -WhatIf      shows what each cmdlet would do, and changes nothing
#   .\SCRIPT.ps1 -Confirm     asks before each step
#   .\SCRIPT.ps1              does it
# Each step first compares with what the plan saw; where that has changed it does nothing. The first step that does not
# succeed ends the script. What became of each step is in the result file. Then, where xmppstate runs:
#   xmppstate apply PLAN --record result-lync-e124f76d86e216e4.xml
#
# Of the plan, but not in this script (1):
#   partner/blocked.example@lync: blocked: A guard holds it back.
#requires -Version 3.0
[CmdletBinding(SupportsShouldProcess = $true)]
param(
    # The dialback passphrase; asked for where it is not given.
    [Security.SecureString]$DialbackPassphrase,
    # Where the result is written.
    [string]$ResultFile = 'result-lync-e124f76d86e216e4.xml'
)
$ErrorActionPreference = 'Stop'
$ResultFile = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($ResultFile)
$result = @{
    Format = 'xmppstate-lync'; FormatVersion = '1'
    Deployment = 'contoso'; Provider = 'lync'
    Plan = 'e124f76d86e216e4'; ChangeDigest = '6b492cac6d6eba701ce019b3a5bce6cfdb97e3ae79bb46400fb40a0ddafcb61b'
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
function Set-Outcome([int]$Id, [string]$Outcome, [string]$Why) {
    $result.Steps[[string]$Id] = @{ Outcome = $Outcome; Why = $Why; At = [DateTime]::UtcNow.ToString('o') }
    Save-Result
    if ($Outcome -ne 'begun') { Write-Host ('  {0}{1}' -f $Outcome, $(if ($Why) { ': ' + $Why })) }
    if ($Outcome -eq 'conflict' -or $Outcome -eq 'not done' -or $Outcome -eq 'unknown') { $script:stopped = $true }
}
# From then on replicas must have heard of it. They may report whole seconds.
function Set-Applied([int]$Id, [DateTime]$Began) {
    $script:lastWrite = $Began.AddTicks(-($Began.Ticks % [TimeSpan]::TicksPerSecond))
    Set-Outcome $Id 'applied' ''
}
# The object as it is now; nothing where it is not there.
function Find-Live([string]$Kind, [scriptblock]$Get, [string]$Identity) {
    $Names, $Forms, $isPlain = $shapes[$Kind]
    $found = $null
    foreach ($item in (& $Get)) {
        $row = ConvertTo-Row $item
        if (-not $Identity -or [string]::Equals($row[0], $Identity, [StringComparison]::OrdinalIgnoreCase)) { $found = $row }
    }
    , $found
}
# Whether it has these values. Others do not count.
function Test-Live($Row, [string]$Kind, [hashtable]$Values) {
    $Names, $Forms, $isPlain = $shapes[$Kind]
    foreach ($name in $Values.Keys) {
        if (-not [string]::Equals([string]$Row[[Array]::IndexOf($Names, $name) + 1], [string]($Values[$name] -join "`n"))) { return $false }
    }
    $true
}
# One step: compares with what the plan saw, changes, and looks again. $Seen is empty where nothing must be there, $Wanted where nothing shall be.
function Invoke-Step([int]$Id, [string]$Title, [string]$Kind, [scriptblock]$Get, [string]$Identity, $Seen, $Wanted, [scriptblock]$Change, [switch]$BringsSecret) {
    if ($stopped) { return }
    Write-Host ('Step {0}: {1}' -f $Id, $Title)
    try { $live = Find-Live $Kind $Get $Identity } catch { Set-Outcome $Id 'not done' ([string]$_); return }
    $conflict = ''
    if ($null -eq $live) {
        if ($null -eq $Wanted) { Set-Outcome $Id 'already there' 'it is gone'; return }
        if ($null -ne $Seen) { $conflict = 'it is not there any more' }
    }
    elseif ($null -ne $Wanted -and -not $BringsSecret -and (Test-Live $live $Kind $Wanted)) { Set-Outcome $Id 'already there' ''; return }
    elseif ($null -eq $Seen) { $conflict = 'it is there already, and otherwise than wanted' }
    elseif (-not (Test-Live $live $Kind $Seen)) { $conflict = 'it is no longer as the plan saw it' }
    if ($WhatIfPreference) {
        if ($conflict) { Write-Warning ('It would not be done now: ' + $conflict) }
        $nothing = & $Change
        return
    }
    if ($conflict) { Set-Outcome $Id 'conflict' $conflict; return }
    if (-not $PSCmdlet.ShouldProcess($Title)) { Set-Outcome $Id 'not done' 'whoever ran the script declined it'; return }
    if ($BringsSecret) { try { $nothing = Get-Passphrase } catch { Set-Outcome $Id 'not done' ([string]$_); return } }
    $now = [DateTime]::UtcNow
    Set-Outcome $Id 'begun' ''
    $problem = $null
    try { $nothing = & $Change } catch { $problem = [string]$_ }
    try { $live = Find-Live $Kind $Get $Identity }
    catch {
        if ($problem) { Set-Outcome $Id 'unknown' $problem } else { Set-Applied $Id $now }
        return
    }
    $holds = if ($null -eq $Wanted) { $null -eq $live } else { $null -ne $live -and (Test-Live $live $Kind $Wanted) }
    if ($holds -and -not ($problem -and $BringsSecret)) { Set-Applied $Id $now }
    elseif ($problem -and $BringsSecret) { Set-Outcome $Id 'unknown' $problem }
    elseif ($problem -and $(if ($null -eq $Seen) { $null -eq $live } else { $null -ne $live -and (Test-Live $live $Kind $Seen) })) { Set-Outcome $Id 'not done' $problem }
    else { Set-Outcome $Id 'conflict' ('it is not as wanted afterwards. ' + $problem) }
}
# The passphrase is asked for once and is in neither the script nor the result.
function Get-Passphrase {
    if ($WhatIfPreference) { return 'not asked under -WhatIf' }
    if (-not $script:DialbackPassphrase) { $script:DialbackPassphrase = Read-Host -AsSecureString -Prompt 'Dialback passphrase' }
    if ($script:DialbackPassphrase.Length -eq 0) { throw 'The dialback passphrase is empty.' }
    (New-Object Net.NetworkCredential('', $script:DialbackPassphrase)).Password
}
# Waits until every replica of the configuration store has what was written. $Behind: for each step that waits, the step that wrote.
function Wait-Replication([hashtable]$Behind, [int]$Seconds) {
    if ($WhatIfPreference) { return }
    $waiting = @(foreach ($id in $Behind.Keys) {
        $write = $result.Steps[[string]$Behind[$id]]
        if ($write -and ('applied', 'already there') -contains $write.Outcome) { $id }
    }) | Sort-Object
    if (-not $waiting) { return }
    Write-Host ('Waiting at most {0} s for the replicas of the configuration store' -f $Seconds)
    $clock = [Diagnostics.Stopwatch]::StartNew()
    while ($true) {
        try {
            $lagging = @(foreach ($replica in (Get-CsManagementStoreReplicationStatus -ErrorAction Stop)) {
                $created = $replica.LastUpdateCreation
                $isNew = -not $lastWrite -or ($created -and ([DateTime]$created).ToUniversalTime() -ge $lastWrite)
                if (-not ($replica.UpToDate -and $isNew)) { [string]$replica.ReplicaFqdn }
            })
            $why = 'it has not reached ' + ($lagging -join ', ')
        }
        catch { $lagging = @('unknown'); $why = [string]$_ }
        if (-not $lagging -or $clock.Elapsed.TotalSeconds -ge $Seconds) { break }
        Start-Sleep -Seconds 2
    }
    foreach ($id in $waiting) {
        if ($lagging) { Set-Outcome $id 'not done' $why } else { Set-Outcome $id 'applied' '' }
    }
}
# Passed to every cmdlet that changes something: no further questions, errors end the step, and -WhatIf is handed through.
$common = @{ Confirm = $false; ErrorAction = 'Stop'; WhatIf = [bool]$WhatIfPreference }
$stopped = $false
$lastWrite = $null
Import-LyncModule 'Get-CsXmppAllowedPartner'
Save-Result

# Step 1: update gateway-settings/global
#   ~ keepAliveInterval  5m -> 4m
#   + dialbackPassphrase  (secret)
Invoke-Step 1 'update gateway-settings/global' 'gateway-settings' `
    -Get { Get-CsXmppGatewayConfiguration -ErrorAction Stop } -Identity '' `
    -Seen @{ KeepAliveInterval = '300' } `
    -Wanted @{ KeepAliveInterval = '240' } `
    -Change { Set-CsXmppGatewayConfiguration -Identity 'global' -KeepAliveInterval 240 -DialbackPassphrase (Get-Passphrase) @common } -BringsSecret

# Step 3: create partner/northwind.example
#   + type  PublicVerified
#   + negotiation  sasl-or-tls-dialback
Invoke-Step 3 'create partner/northwind.example' 'partner' `
    -Get { Get-CsXmppAllowedPartner -Filter 'northwind.example' -ErrorAction Stop } -Identity 'northwind.example' `
    -Seen $null `
    -Wanted @{ PartnerType = 'PublicVerified'; TlsNegotiation = 'Required'; SaslNegotiation = 'Optional'; SupportDialbackNegotiation = 'True' } `
    -Change { New-CsXmppAllowedPartner -Identity 'northwind.example' -PartnerType 'PublicVerified' -TlsNegotiation 'Required' -SaslNegotiation 'Optional' -SupportDialbackNegotiation:$true @common }

# Step 5: update partner/fabrikam.com
#   ~ description  Konrad\u{2019}s \u{201c}big\u{201d} partner -> (empty)
#   - additionalDomains  eu.fabrikam.com
#   + additionalDomains  us.fabrikam.com
#   ~ keepAlive  true -> false
Invoke-Step 5 'update partner/fabrikam.com' 'partner' `
    -Get { Get-CsXmppAllowedPartner -Filter 'fabrikam.com' -ErrorAction Stop } -Identity 'fabrikam.com' `
    -Seen @{ PartnerType = 'Federated'; Description = (-join ('Konrad', [char]0x2019, 's ', [char]0x201C, 'big', [char]0x201D, ' partner')); AdditionalDomains = @('eu.fabrikam.com', 'it.fabrikam.com'); TlsNegotiation = 'Required'; SaslNegotiation = 'Optional'; SupportDialbackNegotiation = 'True'; EnableKeepAlive = 'True' } `
    -Wanted @{ PartnerType = 'Federated'; Description = ''; AdditionalDomains = @('it.fabrikam.com', 'us.fabrikam.com'); TlsNegotiation = 'Required'; SaslNegotiation = 'Optional'; SupportDialbackNegotiation = 'True'; EnableKeepAlive = 'False' } `
    -Change { Set-CsXmppAllowedPartner -Identity 'fabrikam.com' -Description $null -AdditionalDomains @{ Add = @('us.fabrikam.com'); Remove = @('eu.fabrikam.com') } -EnableKeepAlive:$false @common }

# Step 7: delete partner/tailspintoys.com
#   - type  Federated
Invoke-Step 7 'delete partner/tailspintoys.com' 'partner' `
    -Get { Get-CsXmppAllowedPartner -Filter 'tailspintoys.com' -ErrorAction Stop } -Identity 'tailspintoys.com' `
    -Seen @{ PartnerType = 'Federated' } `
    -Wanted $null `
    -Change { Remove-CsXmppAllowedPartner -Identity 'tailspintoys.com' @common }

# What was written is in effect once every replica of the configuration store has it.
Wait-Replication @{ 2 = 1; 4 = 3; 6 = 5; 8 = 7 } -Seconds 600

# How it is now: what apply --record is confirmed by.
if ($WhatIfPreference) { return }
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
if ($stopped) { Write-Warning 'Not everything was done. The result file says what was.'; exit 1 }
