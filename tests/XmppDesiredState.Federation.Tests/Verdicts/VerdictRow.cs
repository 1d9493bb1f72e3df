using System.Collections.Immutable;

namespace XmppDesiredState.Federation.Tests.Verdicts;

/// <summary>One configuration: a domain of ours and a partner's.</summary>
internal sealed record VerdictRow(OurDomain Ours, Partner Theirs)
{
    /// <summary>Every combination that tells something, as the README groups them.</summary>
    public static ImmutableArray<(string Title, ImmutableArray<VerdictRow> Rows)> Groups { get; } =
    [
        ("Negotiation", [
            .. Each([OurDomain.External, OurDomain.Either, OurDomain.Dialback, OurDomain.Opportunistic, OurDomain.AnyDialback, OurDomain.OpenExternal, OurDomain.Clear],
                [Partners.Full, Partners.External, Partners.Dialback, Partners.Strict, Partners.Open, Partners.OpenExternal, Partners.OpenDialback, Partners.Clear]),
            .. Each([OurDomain.Either, OurDomain.Opportunistic], [Partners.Nothing, Partners.Closed]),
        ]),
        ("Their certificate", [.. Each([OurDomain.External, OurDomain.Either], Partners.Certificates)]),
        ("Their records and ports", [.. Each([OurDomain.Either], Partners.Records)]),
        ("ejabberd", [.. Each([OurDomain.External, OurDomain.Either, OurDomain.Dialback, OurDomain.Clear], Partners.Ejabberds), .. Each([OurDomain.Either], Partners.EjabberdsDirect)]),
        ("Our certificate and records", [
            .. Each([OurDomain.ServerAuthOnly, OurDomain.Expired], [Partners.Full, Partners.External, Partners.Strict, Partners.Ejabberds[0], Partners.Ejabberds[1]]),
            .. Each([OurDomain.Unfindable], [Partners.Full, Partners.External, Partners.Ejabberds[0]]),
        ]),
    ];

    public static ImmutableArray<VerdictRow> All { get; } = [.. Groups.SelectMany(group => group.Rows)];

    /// <summary>Those at which verify looks from there: all, or those where certificates matter, or each partner of the first group once.</summary>
    public static IEnumerable<VerdictRow> Seen(Standpoint from) => from switch
    {
        Standpoint.WithKey or Standpoint.WithoutKey => All,
        Standpoint.Undeclared => Groups[0].Rows.Where(row => row.Ours == OurDomain.Opportunistic),
        _ => All.Where(row => row.Ours.Certificate != CertificateKind.Good || row.Theirs.Certificate != CertificateKind.Good || row.Theirs == Partners.Full || row.Theirs == Partners.Strict),
    };

    private static IEnumerable<VerdictRow> Each(IEnumerable<OurDomain> ours, IEnumerable<Partner> theirs) => theirs.SelectMany(partner => ours.Select(domain => new VerdictRow(domain, partner)));
}
