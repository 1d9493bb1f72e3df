using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>What the files say of the certificate that our servers present.</summary>
/// <param name="IsDeclared">Whether one is declared that stands for all of our domains.</param>
/// <param name="Usages">Usages that it has by declaration; empty where none are declared.</param>
/// <param name="IsOwnCa">It comes from a CA that nobody outside knows, whose root we must send.</param>
internal sealed record SheetCertificate(bool IsDeclared, ImmutableArray<string> Usages, bool IsOwnCa)
{
    private const string OwnCa = "private-ca";

    public static SheetCertificate Of(DesiredState state)
    {
        var covering = state.OfKind(Certificate.Kind).Select(declared => declared.Resource).Where(certificate => Covers(certificate, state.Gateway)).ToList();
        // Of several it is not known which one a server presents: only what holds for all of them is said.
        var usages = covering.Count == 0 ? [] : covering.Select(RequiredOf).Aggregate((common, next) => [.. common.Intersect(next, StringComparer.Ordinal)]);
        return new SheetCertificate(covering.Count > 0, usages, covering.Count > 0 && covering.TrueForAll(certificate => certificate.Get(Certificate.Issuer) is { } issuer && state.Providers.GetValueOrDefault(issuer)?.Type == OwnCa));
    }

    private static bool Covers(Resource certificate, Gateway gateway)
    {
        var names = certificate[Certificate.Names] as Values.Value.Map;
        var derives = names is null || !names.Items.TryGetValue(Certificate.Derive.Name, out var written) || !Certificate.Derive.Type.TryRead(written, out NameDerivation derivation, out _) || derivation != NameDerivation.None;
        return derives || (names!.Items.GetValueOrDefault(Certificate.AdditionalNames.Name) is { } more && Certificate.AdditionalNames.Type.TryRead(more, out ImmutableArray<string> additional, out _)
            && gateway.Domains.All(additional.Contains));
    }

    private static ImmutableArray<string> RequiredOf(Resource certificate) => certificate[Certificate.ExtendedKeyUsage] is Values.Value.Map usages
        && usages.Items.GetValueOrDefault(Certificate.RequiredUsages.Name) is { } required && Certificate.RequiredUsages.Type.TryRead(required, out ImmutableArray<string> words, out _) ? words : [];
}
