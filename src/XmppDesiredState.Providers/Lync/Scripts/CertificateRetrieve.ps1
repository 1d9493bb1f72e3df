param([string]$Folder, [string]$About, [int]$Number, [int]$Patience)
# Asks the CA for the answer to a request. One that it has issued lies in the store then.
Invoke-InTurn $Patience {
    $record = Read-Record $Folder
    if (-not $record -or $record.About -cne $About) { , @('moved'); return }
    , @('writing')
    try { $nothing = Request-CsCertificate -Retrieve -RequestId $Number -Confirm:$false -ErrorAction Stop -WarningAction SilentlyContinue }
    catch {
        if (@(Get-Denied @('number ' + $Number))) { , @('denied', [string]$_); return }
        throw
    }
    , @('done')
}
