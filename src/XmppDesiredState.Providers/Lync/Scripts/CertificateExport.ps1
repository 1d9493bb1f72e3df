param([string]$Thumbprint, [string]$Password)
# A certificate with its key, encrypted, into the answer: no file of it is ever written here.
$stored = Get-Stored $Thumbprint
if (-not $stored) { , @('absent'); return }
if (-not $stored.HasPrivateKey) { , @('keyless'); return }
try { $content = $stored.Export([Security.Cryptography.X509Certificates.X509ContentType]::Pfx, $Password) } catch { , @('refused', [string]$_); return }
, @('done', $content)
