using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;

namespace XmppDesiredState.Cli.Completing;

/// <summary>
/// What can stand at the cursor: one suggestion a line, behind a tab what it is. Nothing where a file or a free text is meant; the shell
/// then offers files. Shells ask by <c>[suggest] LINE</c>, the line without the program and up to the cursor.
/// </summary>
internal static class Completion
{
    private const string Directive = "[suggest]";

    public static bool IsAsked(string[] args) => args is [Directive, _];

    public static string Of(RootCommand root, string line)
    {
        var start = line.Length;
        while (start > 0 && !char.IsWhiteSpace(line[start - 1])) start--;
        var (before, word) = (CommandLineParser.SplitCommandLine(line[..start]).ToArray(), line[start..]);
        var parsed = root.Parse(before);
        var found = Find(parsed, before.LastOrDefault(), word).Where(item => item.Label.StartsWith(word, StringComparison.Ordinal)).DistinctBy(item => item.Label);
        return string.Concat(found.Select(item => item.Detail is { Length: > 0 } detail ? $"{item.Label}\t{detail.ReplaceLineEndings(" ")}\n" : $"{item.Label}\n"));
    }

    private static IEnumerable<CompletionItem> Find(ParseResult parsed, string? previous, string word)
    {
        var command = parsed.CommandResult.Command;
        var context = parsed.GetCompletionContext();
        var options = command.Options.Concat(parsed.RootCommandResult.Command.Options.Where(option => option.Recursive)).Distinct().ToList();
        if (previous is not null && OptionOf(options, previous) is { } open) return Values(open, context);
        if (word.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals && OptionOf(options, word[..equals]) is { } assigned)
            return Values(assigned, context).Select(item => new CompletionItem($"{word[..equals]}={item.Label}", detail: item.Detail));

        var offered = options.Where(option => !option.Hidden && !IsSpent(parsed, option)).OrderBy(option => option.Name, StringComparer.Ordinal).Select(option => new CompletionItem(option.Name, detail: option.Description));
        if (word is ['-', ..]) return offered;
        var arguments = command.Arguments.Where(argument => (parsed.GetResult(argument)?.Tokens.Count ?? 0) < argument.Arity.MaximumNumberOfValues).ToList();
        CompletionItem[] others =
        [
            .. command.Subcommands.Where(sub => !sub.Hidden).Select(sub => new CompletionItem(sub.Name, detail: sub.Description)),
            .. arguments.SelectMany(argument => argument.CompletionSources).SelectMany(source => source(context)),
        ];
        // Where an argument is meant that nobody can list, options would keep the shell from offering files.
        return others.Length > 0 || arguments.Count > 0 ? others : offered;
    }

    private static IEnumerable<CompletionItem> Values(Option option, CompletionContext context) => option.CompletionSources.SelectMany(source => source(context));

    private static Option? OptionOf(List<Option> options, string word) =>
        options.Find(option => option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool) && (option.Name == word || option.Aliases.Contains(word)));

    private static bool IsSpent(ParseResult parsed, Option option) => option.Arity.MaximumNumberOfValues <= 1 && parsed.GetResult(option) is { Implicit: false };
}
