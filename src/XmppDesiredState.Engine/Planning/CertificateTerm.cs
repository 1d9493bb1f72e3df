using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Planning;

/// <summary>How long a declared certificate holds: of what its members have installed, what ends first. Shown, and no part of what is approved.</summary>
/// <param name="NotBefore">Null: none is installed, or the back end does not say.</param>
/// <param name="NotAfter">Null: none is installed, or the back end does not say.</param>
/// <param name="RenewFrom">From when it is renewed; null where its end is not known.</param>
public sealed record CertificateTerm(Address Address, DateTimeOffset? NotBefore, DateTimeOffset? NotAfter, DateTimeOffset? RenewFrom)
{
    internal static CertificateTerm Of(PlanInput input, PlannedCertificate planned)
    {
        var first = planned.Current.Values.Where(slot => slot.Thumbprint.Length > 0).OrderBy(slot => slot.NotAfter).ThenBy(slot => slot.Thumbprint, StringComparer.Ordinal).FirstOrDefault();
        return new CertificateTerm(planned.Declared.Address, first is null || first.NotBefore == DateTimeOffset.MinValue ? null : first.NotBefore,
            first is null || first.NotAfter == DateTimeOffset.MaxValue ? null : first.NotAfter, first is null ? null : CertificateNeed.RenewAt(input, planned.Declared, first));
    }
}
