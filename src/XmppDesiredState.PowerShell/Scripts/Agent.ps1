param([string]$Nonce)
# Answers one request a line until its input ends. In the language of PowerShell 3.0; what it is sent is data, never evaluated, except for Script,
# which is a constant of the program that sends it. It must not name the automatic variable for pipeline input: the host would then read it all itself.
$ErrorActionPreference = 'Stop'
# Functions of script modules see the global preferences only.
$global:ProgressPreference = 'SilentlyContinue'
$global:ConfirmPreference = 'None'
Set-StrictMode -Off
$reader = [Console]::In
$writer = [Console]::Out
function ConvertTo-Base64Text([string]$text) { [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($text)) }
# These two characters the serialiser cannot write.
function ConvertTo-PlainText($value) { try { ([string]$value) -replace '[\uFFFE\uFFFF]', '?' } catch { '' } }
function Expand-Frame([string]$text) {
    $packed = New-Object IO.MemoryStream(, [Convert]::FromBase64String($text))
    $gzip = New-Object IO.Compression.GZipStream($packed, [IO.Compression.CompressionMode]::Decompress)
    $content = New-Object IO.StreamReader($gzip, [Text.Encoding]::UTF8)
    [Management.Automation.PSSerializer]::Deserialize($content.ReadToEnd())
}
function Compress-Frame($value, [int]$depth) {
    $packed = New-Object IO.MemoryStream
    $gzip = New-Object IO.Compression.GZipStream($packed, [IO.Compression.CompressionMode]::Compress)
    $bytes = [Text.Encoding]::UTF8.GetBytes([Management.Automation.PSSerializer]::Serialize($value, $depth))
    $gzip.Write($bytes, 0, $bytes.Length)
    $gzip.Close()
    [Convert]::ToBase64String($packed.ToArray())
}
function ConvertTo-Fault($record, [bool]$terminating) {
    if ($record -isnot [Management.Automation.ErrorRecord] -and $record.ErrorRecord) { $record = $record.ErrorRecord }
    if ($record -isnot [Management.Automation.ErrorRecord]) { return @{ Message = (ConvertTo-PlainText $record); Terminating = $terminating } }
    $command = $null
    if ($record.InvocationInfo) { $command = ConvertTo-PlainText $record.InvocationInfo.MyCommand }
    @{
        Message = (ConvertTo-PlainText $record); Id = (ConvertTo-PlainText $record.FullyQualifiedErrorId); Category = [string]$record.CategoryInfo.Category
        Target = (ConvertTo-PlainText $record.TargetObject); Type = $record.Exception.GetType().FullName; Command = $command; Terminating = $terminating
    }
}
# Before anything that an old PowerShell lacks, so that it can be told apart.
$hello = [string]$PSVersionTable.PSVersion + "`n" + [Environment]::MachineName + "`n" + [Environment]::UserDomainName + "`n" + [Environment]::UserName
$writer.WriteLine("`n$Nonce HELLO " + (ConvertTo-Base64Text $hello))
$writer.Flush()
while ($null -ne ($line = $reader.ReadLine())) {
    $part = $line.Split(' ')
    if ($part.Length -ne 3 -or $part[0] -ne $Nonce) { continue }
    $id = $part[1]
    try {
        $request = Expand-Frame $part[2]
        $script = [ScriptBlock]::Create([string]$request.Script)
        $parameters = @{}
        foreach ($name in $request.Parameters.Keys) { $parameters[[string]$name] = $request.Parameters[$name] }
        $output = New-Object Collections.ArrayList
        $errors = New-Object Collections.ArrayList
        $warnings = New-Object Collections.ArrayList
        try {
            & { $ErrorActionPreference = 'Continue'; $WarningPreference = 'Continue'; & $script @parameters 2>&1 3>&1 } | ForEach-Object {
                if ($_ -is [Management.Automation.ErrorRecord]) { [void]$errors.Add((ConvertTo-Fault $_ $false)) }
                elseif ($_ -is [Management.Automation.WarningRecord]) { [void]$warnings.Add((ConvertTo-PlainText $_)) }
                else { [void]$output.Add($_) }
            }
        } catch { [void]$errors.Add((ConvertTo-Fault $_ $true)) }
        # The answer, its lists and their items are levels too.
        $answer = Compress-Frame @{ Output = $output.ToArray(); Errors = $errors.ToArray(); Warnings = $warnings.ToArray() } ([int]$request.Depth + 2)
        $writer.Write("`n$Nonce $id $answer`n")
    } catch {
        $writer.Write("`n$Nonce $id FAULT " + (ConvertTo-Base64Text ([string]$_)) + "`n")
    }
    $writer.Flush()
}
