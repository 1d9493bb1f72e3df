# The passphrase is asked for once and is in neither the script nor the result.
function Get-Passphrase {
    if ($WhatIfPreference) { return 'not asked under -WhatIf' }
    if (-not $script:DialbackPassphrase) { $script:DialbackPassphrase = Read-Host -AsSecureString -Prompt 'Dialback passphrase' }
    if ($script:DialbackPassphrase.Length -eq 0) { throw 'The dialback passphrase is empty.' }
    (New-Object Net.NetworkCredential('', $script:DialbackPassphrase)).Password
}
