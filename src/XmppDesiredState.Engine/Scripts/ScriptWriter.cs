using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Observation;
using XmppDesiredState.Engine.PlanFiles;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;
using XmppDesiredState.Scripts;

namespace XmppDesiredState.Engine.Scripts;

/// <summary>Has the scripts of one provider instance written: the one that reads, and the one that does its steps of a plan.</summary>
/// <param name="version">Of this program, for the head of scripts.</param>
public sealed class ScriptWriter(ImmutableArray<IProviderFactory> factories, string version)
{
    /// <summary>Instances of types that have scripts in a language, in the order of their names.</summary>
    public ImmutableArray<string> Providers(DesiredState desired, string language) =>
        [.. desired.Providers.Values.Where(provider => Scripted(provider)?.Language == language).Select(provider => provider.Name)];

    /// <param name="ours">What it calls ours is read too.</param>
    /// <param name="provider">One of <see cref="Providers"/>.</param>
    public string WriteReading(DesiredState desired, LastApplied ours, string provider) => Scripted(desired.Providers[provider])!.WriteReading(Subject(desired, ours, provider));

    /// <param name="differences">How a change is told, as lines.</param>
    public WrittenScript Write(Plan plan, DesiredState desired, LastApplied ours, string provider, Func<Change, ImmutableArray<string>> differences)
    {
        var factory = Scripted(desired.Providers[provider])!;
        var subject = Subject(desired, ours, provider);
        var changes = plan.Changes.ToLookup(change => change.Address);
        var leftOut = new SortedDictionary<int, string>();
        while (true)
        {
            ImmutableArray<ScriptedStep> steps = [.. Doable(plan, provider, leftOut).Select(step => new ScriptedStep(step.Step, changes[step.Change].Select(differences).FirstOrDefault([])))];
            var open = LeftOut(plan, provider, [.. steps.Select(step => step.Step.Id)], leftOut);
            var script = factory.Write(subject, new ScriptedPlan(PlanDigest.IdOf(plan), PlanDigest.ChangesOf(plan), plan.Timestamp, plan.Targets.GetValueOrDefault(provider), steps, open));
            if (script.LeftOut.IsEmpty) return new WrittenScript(script.Text, open);
            // What requires a step that the script cannot do goes with it.
            foreach (var (id, why) in script.LeftOut) leftOut[id] = why;
        }
    }

    private static List<PlannedStep> Doable(Plan plan, string provider, SortedDictionary<int, string> leftOut)
    {
        var waysOut = plan.WaysOut();
        var doable = new List<PlannedStep>();
        var ids = new HashSet<int>();
        foreach (var step in plan.Steps)
        {
            if (step.Step.Provider != provider || step.Waiting is not null || waysOut.Contains(step.Id) || leftOut.ContainsKey(step.Id)) continue;
            if (!step.Requires.All(ids.Contains)) continue;
            ids.Add(step.Id);
            doable.Add(step);
        }

        return doable;
    }

    private static ImmutableArray<(Address Change, string Why)> LeftOut(Plan plan, string provider, ImmutableHashSet<int> done, SortedDictionary<int, string> leftOut)
    {
        var waysOut = plan.WaysOut();
        var steps = plan.Steps.ToDictionary(step => step.Id);
        return [.. from change in plan.Changes
                   let why = change.IsBlocked ? "blocked: " + change.Blocked!.Summary
                       : change.Steps.IsEmpty ? "waits for " + (change.Waiting?.For ?? "a person")
                       : change.Steps.Where(id => !done.Contains(id) && !waysOut.Contains(id)).Select(id => Why(steps[id])).FirstOrDefault()
                   where why is not null
                   select (change.Address, why)];

        string Why(PlannedStep step) => step.Waiting is { } waiting ? "waits for " + waiting.For
            : step.Step.Provider != provider ? $"step {step.Id} is done by {step.Step.Provider}"
            : leftOut.TryGetValue(step.Id, out var why) ? why
            : $"step {step.Id} requires step {step.Requires.First(id => !done.Contains(id))}, which is not in the script";
    }

    private ScriptSubject Subject(DesiredState desired, LastApplied ours, string provider) => new(desired.Name, desired.Providers[provider],
        [.. Scopes.Of(desired, ours.Entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Resource))).Where(scope => scope.Provider == provider).Select(scope => scope.Scope)], version);

    private IScriptedProviderFactory? Scripted(ProviderDeclaration provider) => factories.First(factory => factory.Type == provider.Type) as IScriptedProviderFactory;
}
