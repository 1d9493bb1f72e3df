using System.Collections.Immutable;

namespace XmppDesiredState.Federation.Verification;

/// <param name="Findings">Why; with <see cref="Standing.Proved"/> what is worth knowing all the same.</param>
internal sealed record MethodStanding(Standing Standing, ImmutableArray<VerifyFinding> Findings)
{
    public static MethodStanding Proved(params ImmutableArray<VerifyFinding> beside) => new(Standing.Proved, beside);

    public static MethodStanding Open(params ImmutableArray<VerifyFinding> findings) => new(Standing.Open, findings);

    public static MethodStanding RuledOut(params ImmutableArray<VerifyFinding> findings) => new(Standing.RuledOut, findings);
}
