using XmppDesiredState.Resources;

namespace XmppDesiredState.Federation.Verification;

/// <summary>Whether both certificates may be used by a client of TLS, where the declared negotiation has SASL, and will go on to be: public CAs ended that usage in 2026.</summary>
internal static class Readiness
{
    public static IEnumerable<VerifyFinding> Of(Negotiation declared, DomainSighting seen, DomainSighting? ours, WeighingTerms terms)
    {
        if (!declared.Methods.HasFlag(AuthenticationMethods.SaslOverTls)) yield break;
        foreach (var (door, side) in new[] { (Doors.Deciding(seen), Side.Theirs), (ours is null ? null : Doors.Deciding(ours), Side.Ours) })
        {
            if (door is null || door.Chain.IsEmpty) continue;
            var subject = side == Side.Ours ? $"Our certificate, as {door.Address} presents it," : $"The certificate that {door.Address} presents";
            if (!CertificateFindings.IsForClients(door.Chain[0])) yield return Findings.Beside(MethodFindings.ClientUsageMissing(subject, side));
            else if (CertificateFindings.LosesClients(door, terms)) yield return MethodFindings.ClientUsageEnds(subject, side);
        }
    }
}
