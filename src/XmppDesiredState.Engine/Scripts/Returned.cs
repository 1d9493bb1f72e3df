using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.PlanFiles;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Scripts;

namespace XmppDesiredState.Engine.Scripts;

/// <summary>Judges what scripts brought back before anything is taken from it.</summary>
internal static class Returned
{
    /// <summary>A person collects, plans, has the plan reviewed and runs the script: that takes hours, and every step compares before it writes.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    /// <summary>Clocks differ a little without anybody's fault.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>Why what came back is not of these files; null where it is.</summary>
    public static Diagnostic? Objection(ImmutableArray<ScriptResult> results, DesiredState desired)
    {
        foreach (var result in results)
        {
            var declared = desired.Providers.GetValueOrDefault(result.Provider);
            if (result.Deployment != desired.Name) return ScriptDiagnostics.OtherProviderOf(result, $"the files describe {desired.Name}");
            if (declared is null) return ScriptDiagnostics.OtherProviderOf(result, "the files declare no such provider");
            if (declared.Type != result.Type) return ScriptDiagnostics.OtherProviderOf(result, $"the files declare it of type {declared.Type}");
            if (results.Count(other => other.Provider == result.Provider) > 1) return ScriptDiagnostics.SameProviderOf(result);
        }

        return null;
    }

    /// <summary>Why what came back does not tell of this plan; null where it does.</summary>
    public static Diagnostic? Objection(ImmutableArray<ScriptResult> results, Plan plan)
    {
        var (id, digest) = (PlanDigest.IdOf(plan), PlanDigest.ChangesOf(plan));
        return results.FirstOrDefault(result => result.Run is null) is { } read ? ScriptDiagnostics.OnlyReadBy(read)
            : results.FirstOrDefault(result => result.Run!.PlanId != id || result.Run.ChangeDigest != digest) is { } other ? ScriptDiagnostics.OtherPlanOf(other, id)
            : null;
    }

    /// <summary>What whoever reads the plan must know about where it comes from.</summary>
    public static IEnumerable<Diagnostic> Notes(ImmutableArray<ScriptResult> results, DateTimeOffset now) => results.Select(result =>
        result.At < now - Fresh || result.At > now + Skew ? ScriptDiagnostics.OldAt(result) : ScriptDiagnostics.CollectedBy(result));
}
