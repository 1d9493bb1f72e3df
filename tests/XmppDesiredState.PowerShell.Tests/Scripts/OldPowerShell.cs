using System.Collections.Immutable;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace XmppDesiredState.PowerShell.Tests.Scripts;

/// <summary>What of a script a PowerShell 3.0 would not understand. Give it every text that is ever sent; the parser is that of the real, newer engine.</summary>
public static class OldPowerShell
{
    // As the reference of PowerShell 3.0 has them, and those that are missing there and easily written.
    private static readonly ImmutableHashSet<string> NewerCommands = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "Get-FileHash", "Expand-Archive", "Compress-Archive", "New-Guid", "New-TemporaryFile",
        "Set-Clipboard", "Get-Clipboard", "ConvertFrom-String", "Format-Hex", "Write-Information", "Join-String", "ConvertFrom-Markdown", "Test-Json", "Get-ComputerInfo", "Import-PowerShellDataFile", "Get-Error",
        "Get-TimeZone", "Get-Uptime", "Remove-Alias", "Get-LocalUser", "Debug-Runspace", "ConvertTo-Json", "ConvertFrom-Json", "Test-NetConnection", "ConvertFrom-SddlString", "Clear-RecycleBin");

    private static readonly ImmutableHashSet<string> NewerParameters = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "AsHashtable", "Parallel", "ThrottleLimit", "InformationAction", "InformationVariable",
        "PipelineVariable", "SkipCertificateCheck", "AsByteStream", "NoNewline", "SkipLast", "SSHTransport", "HostName", "KeyFilePath", "AsUTC", "Depth", "SkipIndex", "Bottom", "RetryIntervalSec");

    // PowerShell 3.0 runs on .NET Framework 4.0.
    private static readonly ImmutableHashSet<string> NewerTypes = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "System.Text.Json", "Text.Json", "System.IO.Compression.ZipFile",
        "IO.Compression.ZipFile", "semver", "System.HashCode");

    private static readonly Regex Input = new(@"\$input\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>One sentence each; none when a PowerShell 3.0 could run it.</summary>
    public static IReadOnlyList<string> Problems(string script)
    {
        var tree = Parser.ParseInput(script, out var tokens, out var errors);
        var found = errors.Select(error => $"{error.Extent.StartLineNumber}: {error.Message}").ToList();
        foreach (var token in tokens.Where(token => token.Kind is TokenKind.QuestionQuestion or TokenKind.QuestionQuestionEquals or TokenKind.QuestionDot or TokenKind.QuestionLBracket or TokenKind.AndAnd or TokenKind.OrOr
            or TokenKind.QuestionMark or TokenKind.Class or TokenKind.Enum or TokenKind.Using))
            found.Add($"{token.Extent.StartLineNumber}: {token.Text} is newer than PowerShell 3.0");
        foreach (var node in tree.FindAll(static _ => true, searchNestedScriptBlocks: true))
        {
            if (Problem(node) is { } problem) found.Add($"{node.Extent.StartLineNumber}: {problem}: {node.Extent.Text}");
        }

        // The host would then read the rest of standard input itself.
        if (Input.IsMatch(script)) found.Add("$input is named");
        return found;
    }

    private static string? Problem(Ast node) => node switch
    {
        TypeDefinitionAst or UsingStatementAst or FunctionMemberAst => "classes, enumerations and using came with PowerShell 5.0",
        TernaryExpressionAst => "?: came with PowerShell 7.0",
        PipelineChainAst => "&& and || came with PowerShell 7.0",
        PipelineAst { Background: true } => "& behind a pipeline came with PowerShell 6.0",
        InvokeMemberExpressionAst { Static: true, Member: StringConstantExpressionAst { Value: var name } } when name.Equals("new", StringComparison.OrdinalIgnoreCase) => "::new came with PowerShell 5.0",
        InvokeMemberExpressionAst { Member: StringConstantExpressionAst { Value: var name } } when name.Equals("Where", StringComparison.OrdinalIgnoreCase) || name.Equals("ForEach", StringComparison.OrdinalIgnoreCase) =>
            "the methods Where and ForEach came with PowerShell 4.0",
        ConfigurationDefinitionAst or DynamicKeywordStatementAst => "configuration came with PowerShell 4.0",
        CommandAst command when command.GetCommandName() is { } name && NewerCommands.Contains(name) => "this command is not in PowerShell 3.0, or not everywhere",
        CommandParameterAst parameter when NewerParameters.Contains(parameter.ParameterName) => "this parameter is not in PowerShell 3.0",
        RedirectionAst { FromStream: RedirectionStream.Information } => "stream 6 came with PowerShell 5.0",
        TypeExpressionAst type when NewerTypes.Any(newer => type.TypeName.FullName.StartsWith(newer, StringComparison.OrdinalIgnoreCase)) => "this type is newer",
        _ => null,
    };
}
