using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Planning;

/// <summary><c>--only</c>: limits changes, not validation, and says what it left out.</summary>
internal static class Selection
{
    public static ImmutableArray<Change> Apply(PlanInput input, ImmutableArray<Change> changes, out ImmutableArray<Change> leftOut, out ImmutableArray<Diagnostic> unmatched)
    {
        var only = input.Options.Only;
        leftOut = only.IsEmpty ? [] : [.. changes.Where(change => !IsSelected(only, change.Address))];
        unmatched = [.. only.Where(pattern => !Known(input).Any(address => Matches(pattern, address)))
            .Select(pattern => PlanningDiagnostics.UnknownOnly.At(null, $"--only {pattern} matches nothing declared or live.", "Check the spelling: kind/name, kind/name@provider or kind/*."))];
        return only.IsEmpty ? changes : [.. changes.Where(change => IsSelected(only, change.Address))];
    }

    /// <summary>Whether an address may change in this run.</summary>
    public static bool IsSelected(ImmutableArray<string> only, Address address) => only.IsEmpty || only.Any(pattern => Matches(pattern, address));

    private static bool Matches(string pattern, Address address) =>
        pattern == address.Id.ToString() || pattern == address.ToString() || pattern == $"{address.Id.Kind.Name}/*" || pattern == $"{address.Id.Kind.Name}/*@{address.Provider}";

    private static IEnumerable<Address> Known(PlanInput input) => input.Desired.Resources.Select(declared => declared.Address)
        .Concat(input.LastApplied.Entries.Keys)
        .Concat(input.Observed.Kinds.Where(kind => kind.Seen is not null).SelectMany(kind => kind.Seen!.Resources.Select(resource => new Address(resource.Resource.Id, kind.Provider))));
}
