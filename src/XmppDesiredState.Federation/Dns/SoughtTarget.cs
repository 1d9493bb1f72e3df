using System.Collections.Immutable;
using System.Net;
using XmppDesiredState.Federation.Verification;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Federation.Dns;

/// <summary>One target and where it is.</summary>
/// <param name="Outcome">Of the question for its addresses.</param>
/// <param name="LeftOut">Addresses beyond those that are looked at.</param>
internal sealed record SoughtTarget(SrvTarget Target, LookupOutcome Outcome, TargetFinding Finding, ImmutableArray<IPAddress> Addresses, int LeftOut);
