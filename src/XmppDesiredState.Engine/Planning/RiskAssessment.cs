using System.Collections.Immutable;
using XmppDesiredState.Engine.Diffing;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Planning;

/// <summary>What makes a change deserve a second look.</summary>
internal static class RiskAssessment
{
    public static ImmutableArray<Risk> Of(Address address, ImmutableArray<AttributeChange> attributes, bool isNew)
    {
        var risks = new SortedSet<Risk>();
        foreach (var change in attributes)
        {
            // A new partner grants what its file says; there is no lesser state to compare with.
            if (change.Field == Partner.Type && !isNew && Trust(change.After) > Trust(change.Before)) risks.Add(Risk.RaisesTrust);
            if (address.Id.Kind.Phase == 1 && change.Field.UntypedType is Values.Types.FlagType && change.After is Value.Flag { Content: true } && IsAccess(change.Field)) risks.Add(Risk.RaisesTrust);
            if (change.Field == Partner.Negotiation && !isNew && Weakens(change)) risks.Add(Risk.WeakensNegotiation);
        }

        return [.. risks];
    }

    private static bool IsAccess(Field field) => field == EdgeAccess.AllowFederatedUsers || field == AccessPolicy.EnableFederationAccess
        || field == AccessPolicy.EnableXmppAccess || field == AccessPolicy.EnableOutsideAccess;

    private static int Trust(Value? value) => value is not null && Partner.Type.Type.TryRead(value, out PartnerType type, out _)
        ? type switch { PartnerType.Federated => 2, PartnerType.PublicVerified => 1, _ => 0 } : 0;

    private static bool Weakens(AttributeChange change)
    {
        if (change.Before is null or Value.Cleared || change.After is null or Value.Cleared) return false;
        var type = Partner.Negotiation.Type;
        if (!type.TryRead(change.Before, out Negotiation? before, out _) || !type.TryRead(change.After, out Negotiation? after, out _)) return false;
        // Required is 0: a higher level is a weaker one. A method that was not possible and now is counts too, unless it is the strongest.
        var gained = after.Methods & ~before.Methods & ~AuthenticationMethods.SaslOverTls;
        return after.Tls > before.Tls || after.Sasl > before.Sasl || gained != AuthenticationMethods.None;
    }
}
