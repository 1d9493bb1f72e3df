using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Drifting;

/// <summary>
/// The entries of <c>drift.ignore</c> that are in force. One without an attribute mutes all of a resource, one with an attribute that alone.
/// Those whose last day has passed mute nothing; validation warns of them.
/// </summary>
internal sealed class MuteList(PlanInput input)
{
    private readonly ImmutableArray<DriftIgnore> entries = [.. input.Desired.DriftIgnores.Where(entry => entry.Until is null || input.Today <= entry.Until)];

    /// <summary>Null: it is not muted.</summary>
    /// <param name="field">Null: all of the resource.</param>
    public DriftMute? Of(Address address, Field? field)
    {
        foreach (var entry in entries)
        {
            if ((entry.Attribute is null || entry.Attribute == field?.Name) && Matches(entry.AddressPattern, address)) return new DriftMute(entry.Reason, entry.Until, entry.Where);
        }

        return null;
    }

    public IEnumerable<Diagnostic> Idle()
    {
        if (entries.IsEmpty) return [];
        var known = input.Desired.Resources.Select(declared => declared.Address).Concat(input.LastApplied.Entries.Keys)
            .Concat(input.Observed.Kinds.Where(kind => kind.Seen is not null).SelectMany(kind => kind.Seen!.Resources.Select(seen => new Address(seen.Resource.Id, kind.Provider)))).ToHashSet();
        // What could not be read may be what is meant.
        return entries.Where(entry => !known.Any(address => Matches(entry.AddressPattern, address)) && input.Observed.Kinds.All(kind => kind.Seen is not null)).Select(DriftDiagnostics.IgnoresNothingAt);
    }

    private static bool Matches(string pattern, Address address) => Matches(pattern.AsSpan(), address.Id.ToString()) || Matches(pattern.AsSpan(), address.ToString());

    // The first place that fits is as good as any later one, so nothing has to be tried twice.
    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var star = pattern.IndexOf('*');
        if (star < 0) return pattern.SequenceEqual(text);
        if (!text.StartsWith(pattern[..star])) return false;
        text = text[star..];
        pattern = pattern[(star + 1)..];
        for (star = pattern.IndexOf('*'); star >= 0; star = pattern.IndexOf('*'))
        {
            var at = text.IndexOf(pattern[..star]);
            if (at < 0) return false;
            text = text[(at + star)..];
            pattern = pattern[(star + 1)..];
        }

        return text.EndsWith(pattern);
    }
}
