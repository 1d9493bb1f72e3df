using System.Collections.Immutable;
using System.Text;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>A plan for people at a terminal.</summary>
internal sealed class PlanText
{
    /// <summary>More would not be read; JSON has all.</summary>
    public const int Most = 200;

    private readonly Plan plan;
    private readonly Ink ink;
    private readonly SourceTexts sources;
    private readonly AddressNames names;
    private readonly StringBuilder text = new();

    private PlanText(Plan plan, SourceTexts sources, Ink ink)
    {
        (this.plan, this.sources, this.ink) = (plan, sources, ink);
        names = new AddressNames(plan);
    }

    public static string Render(Plan plan, SourceTexts sources, Ink ink)
    {
        var rendering = new PlanText(plan, sources, ink);
        rendering.WriteAll();
        return rendering.text.ToString();
    }

    private void WriteAll()
    {
        var steps = new StepLines(plan);
        foreach (var change in plan.Changes.Take(Most)) WriteChange(change, steps);
        if (plan.Changes.Length > Most) text.Append($"  {plan.Changes.Length - Most} more changes; --format json has all of them.\n\n");
        WriteUnlisted("Unlisted, live and not in the files", plan.Unlisted.Where(unlisted => unlisted.Acknowledged is null));
        WriteUnlisted("Acknowledged", plan.Unlisted.Where(unlisted => unlisted.Acknowledged is not null));
        WriteUnreadable();
        if (plan.LeftOut.Length > 0) text.Append($"  --only left out {Words.Count(plan.LeftOut.Length, "change")}: {Listed(plan.LeftOut.Select(names.Of))}.\n\n");
        new DiagnosticText(sources, ink).Write(text, plan.Diagnostics);
        text.Append(ink.Bold(PlanSentences.Closing(plan))).Append('\n');
    }

    private void WriteChange(Change change, StepLines steps)
    {
        var risks = change.Risks.Where(risk => IsWorthSaying(risk, change.Action)).Select(Words.Of);
        var risk = string.Join(", ", risks);
        text.Append($"  {ink.Bold($"# {names.Of(change.Address)}")}{(risk.Length == 0 ? "" : "     " + ink.Careful(risk))}\n");
        var because = change.Action is ChangeAction.Create or ChangeAction.Update ? "" : $": {Printable.Short(Words.Because(change.Reason))}";
        text.Append($"  {ink.Sign(Words.Sign(change.Action))} {Words.Of(change.Action)}{because}\n");
        WriteRows(ChangeRows.Of(change));
        foreach (var note in change.Notes) text.Append($"      {ink.Faint(Printable.Short(note))}\n");
        foreach (var line in steps.Of(change)) text.Append($"      {line}\n");
        if (change.Blocked is { } blocked)
            text.Append($"  {ink.Sign('!')} blocked: {Printable.Of(blocked.Summary)} {Printable.Of(blocked.Fix)} [{blocked.Code}]\n");
        if (change.Waiting is { } waiting) text.Append($"  {ink.Sign('…')} waits for {Printable.Short(waiting.For)}\n");
        text.Append('\n');
    }

    private void WriteRows(ImmutableArray<ChangeRow> rows)
    {
        if (rows.IsEmpty) return;
        var width = rows.Max(row => row.Name.Length);
        foreach (var row in rows)
        {
            var note = row.Note is null ? "" : $"     {ink.Faint(row.Note)}";
            text.Append($"      {ink.Sign(row.Sign)} {row.Name.PadRight(width)}  {row.Value}{note}\n");
        }
    }

    private void WriteUnlisted(string title, IEnumerable<UnlistedResource> unlisted)
    {
        var listed = unlisted.ToList();
        if (listed.Count == 0) return;
        text.Append($"  {title}:\n");
        foreach (var resource in listed.Take(Most))
        {
            var until = resource.Until is null ? "" : $", until {resource.Until:yyyy-MM-dd}";
            var why = resource.Acknowledged is null ? "" : $"     {Printable.Short(resource.Acknowledged)}{until}";
            text.Append($"      {names.Of(resource.Address)}{ink.Faint(why)}\n");
        }

        if (listed.Count > Most) text.Append($"      {listed.Count - Most} more; --format json has all of them.\n");
        text.Append('\n');
    }

    private void WriteUnreadable()
    {
        foreach (var alike in UnreadableKinds.ByCause(plan.Unreadable))
        {
            text.Append($"  {ink.Sign('!')} {Words.Unread(alike, name => name)}:\n");
            text.Append($"      {Printable.Of(alike[0].Diagnostic.Summary)} {Printable.Of(alike[0].Diagnostic.Fix)} [{alike[0].Diagnostic.Code}]\n\n");
        }
    }

    // That a delete deletes, and a restart restarts, is said already.
    private static bool IsWorthSaying(Risk risk, ChangeAction action) => risk switch
    {
        Risk.Deletes => action != ChangeAction.Delete,
        Risk.Restarts => action != ChangeAction.Restart,
        _ => true,
    };

    private static string Listed(IEnumerable<string> items)
    {
        var all = items.ToList();
        return string.Join(", ", all.Take(10)) + (all.Count > 10 ? $" and {all.Count - 10} more" : "");
    }
}
