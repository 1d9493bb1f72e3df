using System.Collections.Immutable;

namespace XmppDesiredState.Cli.Tests.Reports;

/// <summary>
/// The log of a step as GitHub's runner reads it (actions/runner, ActionCommand and ActionCommandManager): <c>::name properties::data</c> at the
/// beginning of a line behind blanks, <c>##[name properties]data</c> anywhere in one; while commands are stopped, only the token counts.
/// </summary>
internal sealed class RunnerLog
{
    private static readonly string[] Known = ["error", "warning", "notice", "debug", "set-output", "save-state", "set-env", "add-path", "add-mask", "add-matcher", "remove-matcher", "group", "endgroup", "echo", "stop-commands"];
    private readonly ImmutableArray<RunnerCommand>.Builder commands = ImmutableArray.CreateBuilder<RunnerCommand>();
    private string? token;

    /// <summary>Those that the runner would carry out, without those that stop and resume.</summary>
    public static ImmutableArray<RunnerCommand> Read(string log)
    {
        var reading = new RunnerLog();
        foreach (var line in log.Split(["\r\n", "\n", "\r"], StringSplitOptions.None)) reading.Take(line);
        Assert.Null(reading.token);
        return reading.commands.ToImmutable();
    }

    private void Take(string line)
    {
        if ((First(line) ?? Second(line)) is not { } command) return;
        if (token is not null) token = string.Equals(command.Name, token, StringComparison.OrdinalIgnoreCase) ? null : token;
        else if (command.Name == "stop-commands") token = command.Data;
        else commands.Add(command);
    }

    private RunnerCommand? First(string line)
    {
        var text = line.TrimStart();
        if (!text.StartsWith("::", StringComparison.Ordinal)) return null;
        var end = text.IndexOf("::", 2, StringComparison.Ordinal);
        return end < 0 ? null : Parse(text[2..end], text[(end + 2)..]);
    }

    private RunnerCommand? Second(string line)
    {
        var start = line.IndexOf("##[", StringComparison.Ordinal);
        var end = start < 0 ? -1 : line.IndexOf(']', start);
        return end < 0 ? null : Parse(line[(start + 3)..end], line[(end + 1)..]);
    }

    private RunnerCommand? Parse(string head, string data)
    {
        var parts = head.Split(' ', 2);
        if (!Known.Contains(parts[0], StringComparer.OrdinalIgnoreCase) && !string.Equals(parts[0], token, StringComparison.OrdinalIgnoreCase)) return null;
        var properties = (parts.Length == 1 ? "" : parts[1]).Split(',', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .ToImmutableSortedDictionary(pair => pair[0].Trim(), pair => Unescape(pair[1], [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")]));
        return new RunnerCommand(parts[0], properties, Unescape(data, [("%0D", "\r"), ("%0A", "\n"), ("%25", "%")]));
    }

    private static string Unescape(string text, (string Token, string Text)[] mappings) => mappings.Aggregate(text, (done, mapping) => done.Replace(mapping.Token, mapping.Text, StringComparison.Ordinal));
}
