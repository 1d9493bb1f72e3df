using System.Collections.Immutable;
using XmppDesiredState.Federation.Verification;

namespace XmppDesiredState.Federation.Dns;

/// <summary>What DNS says of one service, before anybody is asked.</summary>
/// <param name="Targets">In the order in which they are tried.</param>
/// <param name="LeftOut">Targets beyond those that are looked at.</param>
internal sealed record SoughtService(string Owner, bool DirectTls, LookupOutcome Outcome, ImmutableArray<SoughtTarget> Targets, bool IsFallback, int LeftOut);
