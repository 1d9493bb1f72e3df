using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>Addresses as people read them: <c>@provider</c> is left out for kinds that were read from, or are shown on, one provider only.</summary>
internal sealed class AddressNames
{
    private readonly HashSet<Kind> ambiguous;

    public AddressNames(Plan plan)
    {
        var shown = plan.Changes.Select(change => change.Address).Concat(plan.Unlisted.Select(unlisted => unlisted.Address)).Concat(plan.LeftOut)
            .Select(address => (address.Id.Kind, address.Provider));
        var read = plan.Seen.Select(seen => (seen.Kind, seen.Provider)).Concat(plan.Unreadable.Select(unreadable => (unreadable.Kind, unreadable.Provider)));
        ambiguous = [.. shown.Concat(read).Distinct().GroupBy(pair => pair.Kind).Where(pairs => pairs.Skip(1).Any()).Select(pairs => pairs.Key)];
    }

    public string Of(Address address) => Printable.Short(Exact(address));

    /// <summary>As an option takes it: neither shortened nor made safe to print.</summary>
    public string Exact(Address address) => IsAmbiguous(address.Id.Kind) ? address.ToString() : address.Id.ToString();

    public bool IsAmbiguous(Kind kind) => ambiguous.Contains(kind);
}
