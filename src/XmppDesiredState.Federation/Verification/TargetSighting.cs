using System.Collections.Immutable;
using XmppDesiredState.Federation.Dns;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Federation.Verification;

/// <summary>One target of an SRV record and every address of it.</summary>
/// <param name="Outcome">Of the question for its addresses.</param>
/// <param name="Finding">What DNS has against it.</param>
/// <param name="Doors">Empty where no address is known.</param>
public sealed record TargetSighting(SrvTarget Target, LookupOutcome Outcome, TargetFinding Finding, ImmutableArray<DoorSighting> Doors)
{
    /// <summary>Addresses beyond the first 4, which are not looked at.</summary>
    public int LeftOut { get; init; }
}
