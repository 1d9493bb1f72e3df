using System.Collections.Immutable;
using System.Text;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>Findings as a result of their own: of <c>validate</c>, and of any command that files with errors stopped.</summary>
/// <param name="Closing">The last line when there is no error.</param>
internal sealed record Findings(ImmutableArray<Diagnostic> Diagnostics, SourceTexts Sources, string Closing)
{
    /// <summary>Null where the files do not even say that.</summary>
    public string? Deployment { get; init; }

    /// <summary>The first of the files that were read.</summary>
    public string? File { get; init; }

    public DiagnosticsSummary Summary => DiagnosticsSummary.Of(Diagnostics);

    public string Render(OutputFormat format, Ink ink) => format switch
    {
        OutputFormat.Json => DiagnosticJson.Document(this),
        OutputFormat.Markdown => FindingsMarkdown.Render(this),
        _ => Text(ink),
    };

    public string Text(Ink ink)
    {
        var text = new StringBuilder();
        new DiagnosticText(Sources, ink).Write(text, Diagnostics);
        var summary = Summary;
        if (summary.Errors == 0) text.Append(ink.Good(Closing)).Append(Diagnostics.IsEmpty ? "\n" : " ");
        if (!Diagnostics.IsEmpty) text.Append($"{summary}\n");
        return text.ToString();
    }
}
