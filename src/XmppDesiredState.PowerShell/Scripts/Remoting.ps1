param([string]$Uri, [string]$User, [string]$Password, [string]$Authentication, [bool]$SkipCertificateChecks, [string[]]$Commands)
# Opens a session on a PowerShell endpoint and imports commands from it, whose output then comes from there.
$ErrorActionPreference = 'Stop'
$options = @{ ConnectionUri = $Uri }
if ($User) {
    $secret = New-Object Security.SecureString
    foreach ($character in $Password.ToCharArray()) { $secret.AppendChar($character) }
    $secret.MakeReadOnly()
    $options.Credential = New-Object Management.Automation.PSCredential($User, $secret)
}
if ($Authentication) { $options.Authentication = $Authentication }
if ($SkipCertificateChecks) { $options.SessionOption = New-PSSessionOption -SkipCACheck -SkipCNCheck -SkipRevocationCheck }
$session = New-PSSession @options
[void](Import-PSSession -Session $session -CommandName $Commands -AllowClobber -DisableNameChecking)
