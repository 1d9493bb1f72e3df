using System.Collections.Immutable;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Federation.Verification;

/// <summary>The verdict on streams of one direction: federation needs both, and each is authenticated by itself (XEP-0220 §2).</summary>
/// <param name="Method">With which method it works, or would be tried; none where nothing can work.</param>
public sealed record DirectionVerdict(VerdictKind Kind, AuthenticationMethods Method, ImmutableArray<VerifyFinding> Findings);
