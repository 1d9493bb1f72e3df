using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Engine.Validation;

/// <summary>Entries whose last day has passed.</summary>
internal static class ExpiryCheck
{
    public static IEnumerable<Diagnostic> Check(DesiredState desired, DateOnly today)
    {
        foreach (var entry in desired.Acknowledged)
        {
            if (!entry.IsInForce(today)) yield return Expired(entry.Where, $"The acknowledgement of {entry.Id}", entry.Until) with { Address = entry.Provider is null ? null : $"{entry.Id}@{entry.Provider}" };
        }

        foreach (var entry in desired.DriftIgnores)
        {
            if (entry.Until < today) yield return Expired(entry.Where, $"The drift.ignore entry for {entry.AddressPattern}", entry.Until);
        }

        if (desired.Guards is { } guards && guards.Until < today) yield return Expired(guards.Where, $"The raised limit guards.maxDeletes: {guards.MaxDeletes}", guards.Until);
    }

    private static Diagnostic Expired(SourceSpan where, string what, DateOnly? until) =>
        ValidationDiagnostics.EntryExpired.At(where, $"{what} ran out on {until:yyyy-MM-dd} and has no effect any more.", "Remove the entry, or give it a new date.");
}
