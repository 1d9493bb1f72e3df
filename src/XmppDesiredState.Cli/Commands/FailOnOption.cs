using System.Collections.Immutable;
using System.CommandLine;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Cli.Rendering.Drifting;
using XmppDesiredState.Engine.Drifting;

namespace XmppDesiredState.Cli.Commands;

/// <summary><c>--fail-on CLASS[,CLASS]</c>: which classes of drift end with 2.</summary>
internal static class FailOnOption
{
    private const string Nothing = "none";

    /// <summary>What somebody has to look at.</summary>
    public static ImmutableArray<DriftClass> Default { get; } = [DriftClass.Drift, DriftClass.Unlisted, DriftClass.Overdue];

    public static Option<DriftClass[]> Create()
    {
        var words = DriftSummary.Classes.Select(DriftWords.Of).ToList();
        return new Option<DriftClass[]>("--fail-on")
        {
            Description = $"Exit with 2 for these: {string.Join(", ", words)}, or {Nothing}. May be given several times; {string.Join(",", Default.Select(DriftWords.Of))} unless given.",
            HelpName = "CLASS[,CLASS]",
            Arity = ArgumentArity.OneOrMore,
            DefaultValueFactory = _ => [.. Default],
            CustomParser = result =>
            {
                var written = result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries)).ToList();
                foreach (var word in written.Where(word => word != Nothing && !words.Contains(word)))
                    result.AddError($"--fail-on {Printable.Short(word, 60)} is not a class: write {string.Join(", ", words)} or {Nothing}.{Suggestion.For(word, [.. words, Nothing])}");
                if (written.Contains(Nothing) && written.Count > 1) result.AddError($"--fail-on {Nothing} stands alone.");
                return [.. DriftSummary.Classes.Where(of => written.Contains(DriftWords.Of(of)))];
            },
        };
    }
}
