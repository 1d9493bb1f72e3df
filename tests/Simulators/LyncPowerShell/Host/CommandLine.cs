using System.Collections.Immutable;

namespace XmppDesiredState.LyncPowerShell.Host;

/// <summary>What <c>powershell.exe</c> was asked to do, as about_PowerShell_exe documents it. Options that have no effect on a redirected console are accepted.</summary>
/// <param name="Command">Text to run, <c>-</c> for standard input; null with a file.</param>
/// <param name="Problem">Why the line cannot be understood; the exit code is then 64, as the real program's.</param>
internal sealed record CommandLine(string? Command, string? File, ImmutableArray<string> Arguments, string? Problem)
{
    public const int Misunderstood = 64;

    public bool ReadsStandardInput => File is null && Command == "-";

    public static CommandLine Parse(IReadOnlyList<string> line)
    {
        for (var index = 0; index < line.Count; index++)
        {
            var following = index + 1 < line.Count ? line[index + 1] : null;
            switch (line[index].TrimStart('-', '/').ToUpperInvariant())
            {
                case "NOLOGO" or "NOPROFILE" or "NOP" or "NONINTERACTIVE" or "NONI" or "STA" or "MTA":
                    break;
                case "EXECUTIONPOLICY" or "EX" or "EP" or "INPUTFORMAT" or "OUTPUTFORMAT" or "WINDOWSTYLE" or "VERSION" when following is not null:
                    index++;
                    break;
                case "ENCODEDCOMMAND" or "E" or "EC" or "ENC" when following is not null:
                    return Encoded(following);
                case "FILE" or "F" when following is not null:
                    return new(null, following, [.. line.Skip(index + 2)], null);
                case "COMMAND" or "C" when following is not null:
                    return new(string.Join(' ', line.Skip(index + 1)), null, [], null);
                default:
                    return new(null, null, [], $"Cannot process the command line at {line[index]}.");
            }
        }
        return new("-", null, [], null);
    }

    private static CommandLine Encoded(string text)
    {
        try
        {
            return new(System.Text.Encoding.Unicode.GetString(Convert.FromBase64String(text)), null, [], null);
        }
        catch (FormatException)
        {
            return new(null, null, [], "Cannot process the command because the value specified with -EncodedCommand is not properly encoded.");
        }
    }
}
