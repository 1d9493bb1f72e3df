using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Observation;

/// <summary>What can go wrong while the live system is read. Each leaves the kind unknown: nothing is planned for it.</summary>
public static class ObservationDiagnostics
{
    public static readonly DiagnosticDescriptor TimedOut = new("XDS3001", Severity.Error, "A provider did not answer in time",
        "The call was given up after --timeout. What it would have reported is unknown, so nothing is planned for the kind: a missing answer is never taken for an empty one. Check the connection, or give the call more time.");

    public static readonly DiagnosticDescriptor Crashed = new("XDS3002", Severity.Error, "A provider failed in a way it does not explain",
        "The provider met something its author did not foresee. Nothing is planned for the kind. Please report it with the output of --log-level debug.");

    public static readonly DiagnosticDescriptor Gone = new("XDS3003", Severity.Error, "A provider is no longer declared",
        "The record of the last apply names resources on a provider that the files no longer declare, so nobody can look after them. Declare it again until they are removed, or remove the record's entries by deleting last-applied.json: the resources themselves stay.");

    public static readonly DiagnosticDescriptor Contradiction = new("XDS3004", Severity.Error, "A provider reported something impossible",
        "It reported one resource twice, or one of another kind. An observation that contradicts itself proves nothing, so the kind is unknown. This is a bug of the provider.");

    public static readonly DiagnosticDescriptor OtherTarget = new("XDS3005", Severity.Error, "The live system is another one than the record speaks of",
        "The run store remembers whose live system was last applied to. With another one behind the same provider name, everything the record calls ours might belong to somebody else, and deletes would hit it. Usual causes: connections of another deployment, a run store that was copied.");

    public static readonly DiagnosticDescriptor NotAsked = new("XDS3006", Severity.Error, "Nobody could ask a service's members",
        "The provider that health.provider names asks a service's members from outside what certificate they present. It did not report on this service at all, so what the members run with is unknown and no restart is planned on account of it. This is a bug of the provider.");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [TimedOut, Crashed, Gone, Contradiction, OtherTarget, NotAsked];

    internal static Diagnostic NotAskedFor(ResourceId id) => NotAsked.At(null, $"Nothing was reported of the members of {id}.", "Report it: this is a bug of the provider that health.provider names.");

    internal static Diagnostic TimedOutAfter(string provider, Kind kind, TimeSpan timeout) => TimedOut.At(null,
        $"Provider {provider} did not report its {kind.Name} resources within {Values.Duration.Format(timeout)}.",
        "Check the connection, or allow more time with --timeout.");

    internal static Diagnostic CrashedWith(string provider, Exception exception) => Crashed.At(null,
        $"Provider {provider} failed with {exception.GetType().Name}: {exception.Message.TrimEnd('.')}.",
        "Run again with --log-level debug and report it.");

    internal static Diagnostic GoneWith(string provider, int count) => Gone.At(null,
        $"Provider {provider} is no longer declared; {count} {(count == 1 ? "resource" : "resources")} of the last apply remain on it.",
        $"Declare {provider} again to have them removed.");

    internal static Diagnostic ContradictionOf(string provider, Kind kind, string what) => Contradiction.At(null,
        $"Provider {provider} reported {what} while reading {kind.Name} resources.", "Report it: this is a bug of the provider.");

    internal static Diagnostic OtherTargetOf(string provider, string recorded, string seen) => OtherTarget.At(null,
        $"Provider {provider} now speaks to '{seen}', but the run store's record is about '{recorded}'.",
        "Use the run store of this live system; if the system itself was moved or renamed, delete last-applied.json in the run store and plan again.");
}
