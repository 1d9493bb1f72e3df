using System.Text.RegularExpressions;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Documents;

/// <summary>A fenced block of a Markdown document.</summary>
/// <param name="Language">Behind the fence; empty where nothing stands there.</param>
/// <param name="Title">What stands behind the language: a file's name.</param>
/// <param name="Marker">What a comment on the line above says: <c>&lt;!-- tour: edited --&gt;</c>; empty without one.</param>
/// <param name="Line">Of its first line, from zero.</param>
internal sealed partial record FencedBlock(string Language, string Title, string Marker, int Line, string[] Lines)
{
    public string Text => string.Concat(Lines.Select(line => line + "\n"));

    public static IEnumerable<FencedBlock> Of(string[] document)
    {
        for (var at = 0; at < document.Length; at++)
        {
            if (Fence().Match(document[at]) is not { Success: true } fence) continue;
            var (indent, start) = (fence.Groups[1].Length, at + 1);
            for (at = start; !document[at].TrimStart().StartsWith("```", StringComparison.Ordinal);) at++;
            var marker = start >= 2 && Comment().Match(document[start - 2]) is { Success: true } comment ? comment.Groups[1].Value : "";
            yield return new FencedBlock(fence.Groups[2].Value, fence.Groups[3].Value, marker, start, [.. document[start..at].Select(line => line.Length >= indent ? line[indent..] : line)]);
        }
    }

    /// <summary>Command lines of ours in it, as a person would type them: without prompt, comment, pipe and redirection.</summary>
    public IEnumerable<string> Commands => Lines.Select(line => line.StartsWith("$ ", StringComparison.Ordinal) ? line[2..] : line)
        .Where(line => line.StartsWith("xmppstate ", StringComparison.Ordinal)).Select(line => End().Split(line)[0].Trim());

    [GeneratedRegex("^( *)```(\\w*) *(.*)$")]
    private static partial Regex Fence();

    [GeneratedRegex("^ *<!-- (.*) -->$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\s(#|\||>|>>|&&)\s")]
    private static partial Regex End();
}
