using System.Management.Automation.Language;

namespace XmppDesiredState.LyncPowerShell.Host;

/// <summary>
/// <c>-Command -</c> as PowerShell's ConsoleHost.InputLoop reads: a statement a line; a line that is incomplete begins a block, which a blank line ends; a block that
/// the end of the input cuts off is never run. The reader is shared with the scripts, so <c>[Console]::In.ReadLine()</c> gets the line behind its own.
/// </summary>
internal sealed class StandardInput(TextReader input)
{
    /// <summary>The next statement, or null at the end.</summary>
    public string? Next()
    {
        var block = new List<string>();
        while (input.ReadLine() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                if (block.Count > 0) return string.Join('\n', block);
            }
            else if (block.Count > 0 || IsIncomplete(line))
            {
                block.Add(line);
            }
            else
            {
                return line;
            }
        }
        return null;
    }

    private static bool IsIncomplete(string line)
    {
        Parser.ParseInput(line, out _, out var errors);
        return errors.Any(error => error.IncompleteInput);
    }
}
