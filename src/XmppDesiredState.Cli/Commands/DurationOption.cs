using System.CommandLine;
using XmppDesiredState.Values;

namespace XmppDesiredState.Cli.Commands;

/// <summary>An option that takes a duration as state files write it: <c>90s</c>, <c>5m</c>, <c>1h30m</c>.</summary>
internal static class DurationOption
{
    public static Option<TimeSpan?> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DURATION",
        CustomParser = result =>
        {
            var written = result.Tokens is [var token] ? token.Value : "";
            if (Duration.TryParse(written, out var duration)) return duration;
            result.AddError($"{name} {written} is not a duration: write 30s, 5m or 1h.");
            return null;
        },
    };
}
