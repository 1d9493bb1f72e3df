# One folder a certificate on the machine that holds its key: request.txt says what was asked for and under which number; files named by that number
# are the request itself, its answer, and the sign that the answer is in use everywhere.
$base = [Environment]::GetEnvironmentVariable('ProgramData')
function Get-Folder([string]$name) {
    if (-not $base) { throw 'This machine does not say where programs keep their data (ProgramData).' }
    [IO.Path]::Combine($base, 'XmppDesiredState', 'Certificates', $name)
}
# For administrators and the system alone, whoever made the folders before.
function Protect-Path([string[]]$paths) {
    if ([IO.Path]::DirectorySeparatorChar -ne '\') { return }
    $access = New-Object Security.AccessControl.DirectorySecurity
    $access.SetSecurityDescriptorSddlForm('O:BAG:BAD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)')
    foreach ($path in $paths) { Set-Acl -Path $path -AclObject $access -ErrorAction Stop }
}
function Protect-Folder([string]$name) {
    $nothing = [IO.Directory]::CreateDirectory((Get-Folder $name))
    Protect-Path @([IO.Path]::Combine($base, 'XmppDesiredState'), [IO.Path]::Combine($base, 'XmppDesiredState', 'Certificates'), (Get-Folder $name))
}
# Files that were only on their way into the store, of a run that was killed before it could remove them.
function Remove-Leftover([string]$name) {
    $path = Get-Folder $name
    if (-not [IO.Directory]::Exists($path)) { return }
    foreach ($pattern in '*.pfx', '*.p7b') { foreach ($file in [IO.Directory]::GetFiles($path, $pattern)) { [IO.File]::Delete($file) } }
}
function Read-Text([string]$path) {
    if (-not [IO.File]::Exists($path)) { return }
    if ((New-Object IO.FileInfo($path)).Length -gt 1048576) { throw "$path has more than 1 MiB." }
    [IO.File]::ReadAllText($path)
}
# Whole, or as it was.
function Write-Text([string]$path, [string]$text) {
    $part = $path + '.part'
    [IO.File]::WriteAllText($part, $text, (New-Object Text.UTF8Encoding($false)))
    if ([IO.File]::Exists($path)) { [IO.File]::Replace($part, $path, [NullString]::Value) } else { [IO.File]::Move($part, $path) }
}
# The request of a certificate, whole or not; nothing where there never was one.
function Read-Record([string]$name) {
    $folder = Get-Folder $name
    $about = Read-Text ([IO.Path]::Combine($folder, 'request.txt'))
    if (-not $about) { return }
    $id = ''
    if ($about -cmatch '(?m)^id=([0-9a-f]{32})$') { $id = $matches[1] }
    $record = @{ About = $about; Path = [IO.Path]::Combine($folder, $id); Request = $null; Chain = $null; Before = $null; Done = $false }
    if (-not $id) { return $record }
    $record.Request = Read-Text ($record.Path + '.req')
    $record.Chain = Read-Text ($record.Path + '.pem')
    $record.Before = Read-Text ($record.Path + '.before')
    $record.Done = [IO.File]::Exists($record.Path + '.done')
    $record
}
# Requests that the CA gave a number, and what lies in the stores, but for what was there before: kind, number or thumbprint, and the certificate.
function Get-New([string]$before) {
    $known = $before -split "`n"
    foreach ($item in @(Request-CsCertificate -List -Confirm:$false -ErrorAction Stop)) { if ($known -notcontains ('number ' + [string]$item.RequestId)) { 'number ' + [string]$item.RequestId + ' ' } }
    foreach ($store in 'REQUEST', 'My') {
        foreach ($item in @(Get-ChildItem -Path ('Cert:\LocalMachine\' + $store) -ErrorAction Stop)) {
            if ($known -notcontains ($store + ' ' + [string]$item.Thumbprint)) { $store + ' ' + [string]$item.Thumbprint + ' ' + [Convert]::ToBase64String($item.RawData) }
        }
    }
}
# Those of them that the CA denied.
function Get-Denied([string[]]$lines) {
    foreach ($item in @(Request-CsCertificate -List -Confirm:$false -ErrorAction Stop)) {
        if ([string]$item.Disposition -eq 'Denied' -and @($lines | ForEach-Object { $_.Trim() }) -contains ('number ' + [string]$item.RequestId)) { [string]$item.RequestId }
    }
}
function Get-Stored([string]$thumbprint) {
    foreach ($item in @(Get-ChildItem -Path 'Cert:\LocalMachine\My' -ErrorAction Stop)) { if ([string]$item.Thumbprint -eq $thumbprint) { return $item } }
}
# Thumbprints by usage; of one that has several all of them.
function Get-Assigned {
    $found = @{}
    foreach ($item in @(Get-CsCertificate -ErrorAction Stop)) {
        foreach ($use in @($item.Use)) {
            if (-not $found[[string]$use]) { $found[[string]$use] = @{} }
            $found[[string]$use][([string]$item.Thumbprint).ToUpperInvariant()] = $true
        }
    }
    $assigned = @{}
    foreach ($use in $found.Keys) {
        [string[]]$prints = @($found[$use].Keys)
        [Array]::Sort($prints, [StringComparer]::Ordinal)
        $assigned[$use] = [string]::Join('+', $prints)
    }
    $assigned
}
# Runs of this program on one machine take turns, whoever started them. Without the right to use the lock of another account, none.
function Invoke-InTurn([int]$wait, [scriptblock]$work) {
    $mutex = $null
    $hasMutex = $false
    try { $mutex = New-Object Threading.Mutex($false, 'Global\XmppDesiredState.Lync') } catch { $mutex = $null }
    try {
        if ($mutex) {
            try { $hasMutex = $mutex.WaitOne($wait) } catch [Threading.AbandonedMutexException] { $hasMutex = $true }
            if (-not $hasMutex) { , @('busy'); return }
        }
        & $work
    }
    finally {
        if ($hasMutex) { $mutex.ReleaseMutex() }
        if ($mutex) { $mutex.Dispose() }
    }
}
