# Completion of xmppstate for PowerShell: xmppstate completion pwsh | Out-String | Invoke-Expression in $PROFILE.
# What can stand at the cursor is asked of the program itself; where it knows nothing, files are offered.
Register-ArgumentCompleter -Native -CommandName xmppstate -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $length = $cursorPosition - $commandAst.Extent.StartOffset
    $name = $commandAst.CommandElements[0]
    $line = $commandAst.Extent.Text.PadRight($length).Substring(0, $length).Substring($name.Extent.Text.Length)
    & $name.Value '[suggest]' $line 2>$null | ForEach-Object {
        $suggestion, $description = $_ -split "`t", 2
        if (-not $description) { $description = $suggestion }
        [System.Management.Automation.CompletionResult]::new($suggestion, $suggestion, 'ParameterValue', $description)
    }
}
