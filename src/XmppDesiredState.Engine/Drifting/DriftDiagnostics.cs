using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Runs;

namespace XmppDesiredState.Engine.Drifting;

/// <summary>Why drift was not checked, and what it has to say beside its items.</summary>
public static class DriftDiagnostics
{
    public static readonly DiagnosticDescriptor LockIsHeld = new("XDS6701", Severity.Error, "Drift was not checked while a run is under way",
        "An apply holds the lock. Half of what it does would look like somebody's change, so nothing was concluded, neither that there is drift nor that there is none. drift takes no lock itself; it looks when nobody is at it.");

    public static readonly DiagnosticDescriptor Restless = new("XDS6702", Severity.Error, "Drift was not checked since runs came in between",
        "A run began and ended while the live systems were read, so what was read is partly from before and partly from after it. A second look met another run. Nothing was concluded, neither that there is drift nor that there is none.");

    public static readonly DiagnosticDescriptor NothingRecorded = new("XDS6703", Severity.Warning, "Nothing was applied yet, so drift cannot be told from what is pending",
        "What somebody changed is told from what nobody applied yet by the record of the last apply, in the run store. It is empty: nothing was applied from these files, or the run store is another one. Whatever differs is therefore reported as pending. After the first apply drift can be told.");

    public static readonly DiagnosticDescriptor IgnoresNothing = new("XDS6704", Severity.Note, "An entry of drift.ignore matches nothing",
        "No declared, live or recorded address is of the entry's pattern, so it has no effect. Usual causes: a misspelt name, a resource that is gone. In a pattern * stands for any text; without it the address must be equal, with or without @provider.");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [LockIsHeld, Restless, NothingRecorded, IgnoresNothing];

    internal static Diagnostic LockIsHeldBy(LockHolder holder, string location) => LockIsHeld.At(null,
        holder == LockHolder.Unknown ? $"Not checked: somebody holds the lock of {location}."
            : $"Not checked: the lock is held by {holder.Actor} on {holder.Machine} (process {holder.ProcessId}) since {holder.Since.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z: {holder.Command}.",
        "Try again later, or wait for it with --lock-timeout 5m.");

    internal static Diagnostic RestlessAt(string location) => Restless.At(null, $"Not checked: each time the live systems were read, a run with the run store {location} came in between.", "Try again when no run is under way.");

    internal static Diagnostic NothingRecordedIn(string name) => NothingRecorded.At(null, $"Nothing was applied of {name} yet, so whatever differs is pending.", "Apply once; or name the run store that applies use, under runStore.");

    internal static Diagnostic IgnoresNothingAt(DriftIgnore entry) => IgnoresNothing.At(entry.Where, $"The drift.ignore entry for {entry.AddressPattern} matches nothing declared, live or recorded.", "Check the spelling, or remove the entry.");
}
