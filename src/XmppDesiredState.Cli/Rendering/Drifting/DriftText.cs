using System.Collections.Immutable;
using System.Text;
using XmppDesiredState.Engine.Drifting;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Cli.Rendering.Drifting;

/// <summary>Drift for people at a terminal: class by class, riskier first, each with its ways out.</summary>
internal sealed class DriftText
{
    /// <summary>More would not be read; JSON has all.</summary>
    public const int Most = PlanText.Most;

    private readonly StringBuilder text = new();
    private readonly Ink ink;

    private DriftText(Ink ink) => this.ink = ink;

    public static string Render(DriftView view, SourceTexts sources, Ink ink)
    {
        var rendering = new DriftText(ink);
        foreach (var of in DriftReport.Order) rendering.Write(of, [.. view.Lines.Where(line => line.Item.Class == of)]);
        rendering.WriteUnreadable(view.Report.Unreadable);
        new DiagnosticText(sources, ink).Write(rendering.text, view.Report.Diagnostics);
        return rendering.text.Append(ink.Bold(view.Closing)).Append('\n').ToString();
    }

    private void Write(DriftClass of, ImmutableArray<DriftLine> lines)
    {
        if (lines.IsEmpty) return;
        text.Append($"  {DriftWords.Heading(of)}:\n\n");
        foreach (var line in lines.Take(Most)) Write(line);
        if (lines.Length > Most) text.Append($"  {lines.Length - Most} more {DriftWords.Label(of)}; --format json has all of them.\n\n");
    }

    private void Write(DriftLine line)
    {
        var risk = string.Join(", ", line.Item.Risks.Where(risk => risk is not (Risk.Deletes or Risk.Restarts)).Select(Words.Of));
        text.Append($"  {ink.Bold($"# {line.Name}")}{(risk.Length == 0 ? "" : "     " + ink.Careful(risk))}\n");
        text.Append($"  {ink.Sign(DriftWords.Sign(line.Item))} {line.Title}\n");
        var width = line.Rows.Select(row => row.Name.Length).DefaultIfEmpty().Max();
        foreach (var row in line.Rows) text.Append($"      {ink.Sign(row.Sign)} {row.Name.PadRight(width)}  {row.Value}{(row.Note is null ? "" : $"     {ink.Faint(row.Note)}")}\n");
        foreach (var note in line.Notes) text.Append($"      {ink.Faint(note)}\n");
        foreach (var way in line.Ways) Write(way);
        text.Append('\n');
    }

    private void Write(DriftWay way)
    {
        if (way.IsCommand)
        {
            text.Append($"      {ink.Hint(way.Title + ":")} {way.Text}\n");
            return;
        }

        text.Append($"      {ink.Hint(way.Title + ":")}\n");
        foreach (var line in way.Text.TrimEnd('\n').Split('\n')) text.Append($"          {line}\n");
    }

    private void WriteUnreadable(ImmutableArray<UnreadableKind> unreadable)
    {
        foreach (var alike in UnreadableKinds.ByCause(unreadable))
        {
            text.Append($"  {ink.Sign('!')} {Words.Unread(alike, name => name)}:\n");
            text.Append($"      {Printable.Of(alike[0].Diagnostic.Summary)} {Printable.Of(alike[0].Diagnostic.Fix)} [{alike[0].Diagnostic.Code}]\n\n");
        }
    }
}
