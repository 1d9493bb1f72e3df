using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>The steps of a change as lines, the same in text and Markdown. Ways out are told in one sentence, since nobody hopes to take them.</summary>
internal sealed class StepLines(Plan plan)
{
    private readonly ImmutableHashSet<int> waysOut = plan.WaysOut();
    private readonly Dictionary<int, PlannedStep> steps = plan.Steps.ToDictionary(step => step.Id);

    public IEnumerable<string> Of(Change change)
    {
        // A change of one step says all there is to say about it.
        if (change.Steps.Length < 2) yield break;
        var all = change.Steps.Where(steps.ContainsKey).Select(id => steps[id]).ToList();
        var shown = all.Where(step => !waysOut.Contains(step.Id)).ToList();
        var width = shown.Select(step => Words.Of(step.Step.Operation).Length).DefaultIfEmpty().Max();
        var number = 0;
        foreach (var step in shown)
        {
            var waits = step.Waiting is null ? "" : $"     waits for {Printable.Short(step.Waiting.For)}";
            yield return $"{++number}. {Words.Of(step.Step.Operation).PadRight(width)}  {Where(step, change)}{What(step)}{waits}";
        }

        if (change.Action == ChangeAction.Restart && WaysOut([.. all.Where(step => waysOut.Contains(step.Id))]) is { } sentence) yield return sentence;
    }

    /// <summary>One step by itself: "install on edge1.contoso.local".</summary>
    public static string Sentence(PlannedStep step, Change change) => $"{Words.Of(step.Step.Operation)} {Where(step, change)}{What(step)}";

    private static string Where(PlannedStep step, Change change)
    {
        if (step.Step.Member is not { } member) return $"by {Printable.Short(step.Step.Provider)}";
        // Somebody else than the holder: the wire.
        return $"on {Printable.Short(member)}{(step.Step.Provider == change.Address.Provider ? "" : $", by {Printable.Short(step.Step.Provider)}")}";
    }

    private static string What(PlannedStep step)
    {
        if (step.Step.Operation != Operation.Request || step.Step.After?[Certificate.Key] is not Values.Value.Map) return "";
        var wanted = WantedCertificate.Of(step.Step.After);
        var names = wanted.Names.Except(wanted.CommonName is null ? [] : [wanted.CommonName], StringComparer.Ordinal).Count();
        var key = $"{(wanted.Algorithm == KeyAlgorithm.Rsa ? "RSA" : "ECDSA")} {wanted.KeySize}";
        return wanted.CommonName is null ? $": {key}, {Words.Count(names, "name")}" : $": {key}, {Printable.Short(wanted.CommonName)}{(names == 0 ? "" : $" and {Words.Count(names, "other name")}")}";
    }

    private string? WaysOut(IReadOnlyList<PlannedStep> ways)
    {
        if (ways.Count == 0) return null;
        var escalates = ways.Any(step => step.Step.Operation == Operation.Restart && step.Requires.IsEmpty);
        var restores = plan.Steps.Any(step => step.Step.Operation == Operation.Restore && step.FailureOf.Any(id => ways.Any(way => way.Id == id) || steps[id].Change == ways[0].Change));
        return "a member that does not come back " + (escalates, restores) switch
        {
            (true, true) => "is restarted, then gets its previous certificate back; the members behind it are left as they are",
            (true, false) => "is restarted; if that fails, the members behind it are left as they are",
            _ => "gets its previous certificate back; the members behind it are left as they are",
        };
    }
}
