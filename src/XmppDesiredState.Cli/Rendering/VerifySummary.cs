using XmppDesiredState.Federation.Verification;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>The counted model from which text, Markdown, JSON and the exit code come.</summary>
internal sealed record VerifySummary(int Domains, int Works, int CannotWork, int CannotTell)
{
    public static VerifySummary Of(IReadOnlyCollection<VerifiedDomain> domains)
    {
        int Count(VerdictKind kind) => domains.Count(domain => domain.Kind == kind);
        return new VerifySummary(domains.Count, Count(VerdictKind.Works), Count(VerdictKind.CannotWork), Count(VerdictKind.CannotTell));
    }

    /// <summary>The last line.</summary>
    public override string ToString() => $"Verified {Words.Count(Domains, "domain")}: {Works} {(Works == 1 ? "works" : "work")}, {CannotWork} cannot work, {CannotTell} cannot tell.";
}
