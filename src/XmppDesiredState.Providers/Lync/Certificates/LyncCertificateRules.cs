using System.Collections.Immutable;
using XmppDesiredState.Certificates;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Files;
using XmppDesiredState.PowerShell.Connections;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Lync.Certificates;

/// <summary>What can be said of a declared certificate without a connection.</summary>
internal static class LyncCertificateRules
{
    private static readonly ImmutableArray<int> RsaSizes = [1024, 2048, 4096], CurveSizes = [256, 384, 521];

    public static IEnumerable<Diagnostic> Of(Declared declared, ProviderDeclaration declaration, DesiredState all)
    {
        if (declared.Absent) return [];
        var members = MembersOf(declared.Resource, all);
        return Issuer(declared, declaration, all).Concat(Name(declared, all)).Concat(Members(declared, declaration, members)).Concat(Usages(declared, all.Gateway)).Concat(KeyOf(declared, members)).Concat(Purposes(declared)).Concat(Subject(declared, all.Gateway)).Concat(Dropped(declared));
    }

    /// <summary>What no request can ask for. A wildcard cannot be declared, but be carried over from the live certificate.</summary>
    public static IEnumerable<Diagnostic> Problems(WantedCertificate wanted, ImmutableArray<string> usages)
    {
        foreach (var name in wanted.Names.Where(name => name.StartsWith("*.", StringComparison.Ordinal) && usages.Any(usage => usage is LyncUsages.AccessEdge or LyncUsages.Xmpp or "DataEdgeExternal")))
            yield return LyncCertificateDiagnostics.Wildcard.At(null, $"The live certificate has the wildcard {name}, which the external interface of an Edge server does not support.", "Write extra: drop under names, and name the hosts and domains one by one.");
        if (KeyProblem(wanted.Algorithm, wanted.KeySize) is { } problem) yield return problem;
        foreach (var purpose in wanted.Ask.Where(IsForeign)) yield return PurposeProblem(purpose);
    }

    /// <summary>A lync provider issues for its own certificates, and only with a CA.</summary>
    public static IEnumerable<Diagnostic> Issuer(Declared declared, ProviderDeclaration? declaration, DesiredState all)
    {
        if (declared.Resource.Get(Certificate.Issuer) is not { } issuer || !all.Providers.TryGetValue(issuer, out var named) || named.Type != "lync") yield break;
        var where = declared.At(Certificate.Issuer);
        if (issuer != declaration?.Name) yield return LyncCertificateDiagnostics.NoAuthority.At(where, $"{issuer} issues for its own certificates only, and {declared.Resource.Id} is on {declared.Provider}.", "Name another issuer.");
        else if (LyncOptions.AuthorityOf(named.Options) is null) yield return LyncCertificateDiagnostics.NoAuthority.At(where, $"{issuer} is the issuer of {declared.Resource.Id} and names no CA.", "Set certificateAuthority of the provider, or name another issuer.");
    }

    private static IEnumerable<Diagnostic> Name(Declared declared, DesiredState all)
    {
        var name = declared.Resource.Id.Name;
        if (PortableFileName.Of(name).Length > PortableFileName.Longest)
            yield return LyncCertificateDiagnostics.BadName.At(declared.Where, $"The folder of {declared.Resource.Id} would have a name of {PortableFileName.Of(name).Length} characters.", $"Use a name of at most {PortableFileName.Longest}.");
        if (all.OfKind(Certificate.Kind).FirstOrDefault(other => other.Provider == declared.Provider && other.Resource.Id.Name != name && other.Resource.Id.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } twin)
            yield return LyncCertificateDiagnostics.BadName.At(declared.Where, $"{declared.Resource.Id} and {twin.Resource.Id} differ only in capitals.", "Use names that differ otherwise.");
    }

    private static IEnumerable<Diagnostic> Members(Declared declared, ProviderDeclaration declaration, ImmutableArray<string> members)
    {
        var where = declared.At(Certificate.On);
        if (members.IsEmpty) yield return LyncCertificateDiagnostics.NoConnection.At(where, $"{declared.Resource.Id} is on no machine.", "Name the Edge servers in on, or a service whose members they are in restart.");
        foreach (var member in members)
        {
            var connection = LyncCertificateClient.ConnectionOf(declaration.Options, member);
            if (connection is PowerShellConnection.Local or PowerShellConnection.Ssh) continue;
            var near = connection is null && DidYouMean.Closest(member, LyncOptions.MachinesOf(declaration.Options).Keys) is { } closest ? $"Did you mean '{closest}'? " : "";
            yield return LyncCertificateDiagnostics.NoConnection.At(where, connection is null ? $"{member}, on which {declared.Resource.Id} is installed, has no connection of its own." : $"The connection of {declared.Provider} to {member} is by remoting, which does not reach the store of that machine.",
                $"{near}Add it under machines of {declared.Provider}, as ssh or local.");
        }
    }

    private static IEnumerable<Diagnostic> Usages(Declared declared, Gateway gateway)
    {
        var given = declared.Resource.Get(Certificate.Usages) is { IsDefault: false } usages ? usages : [];
        foreach (var usage in given.Where(usage => LyncUsages.Canonical(usage) is null))
        {
            var near = DidYouMean.Closest(usage, LyncUsages.All) is { } closest ? $"Write {closest}." : $"Write one of {string.Join(", ", LyncUsages.OfAnEdge)}.";
            yield return LyncCertificateDiagnostics.UnknownUsage.At(declared.At(Certificate.Usages), $"'{usage}' is no type of certificate of Lync.", near);
        }

        if (!gateway.Domains.IsEmpty && given.Any(usage => LyncUsages.Canonical(usage) == LyncUsages.AccessEdge) && !given.Any(usage => LyncUsages.Canonical(usage) == LyncUsages.Xmpp))
            yield return LyncCertificateDiagnostics.NoXmppUsage.At(declared.At(Certificate.Usages), $"usages of {declared.Resource.Id} have AccessEdgeExternal and not XmppServer, which the XMPP proxy presents.", "Add XmppServer to usages.");
    }

    private static IEnumerable<Diagnostic> KeyOf(Declared declared, ImmutableArray<string> members)
    {
        var key = declared.Resource[Certificate.Key] as Value.Map;
        var algorithm = Part(key, Certificate.Algorithm, KeyAlgorithm.Rsa);
        // What is too weak for any CA, and other curves, are the validator's finding (XDS2303).
        if (KeyProblem(algorithm, Part(key, Certificate.KeySize, algorithm == KeyAlgorithm.Rsa ? 2048 : 256)) is { } problem) yield return problem with { Where = declared.At(Certificate.Key) };
        if (members.Length > 1 && !Part(key, Certificate.Exportable, false))
            yield return LyncCertificateDiagnostics.NotExportable.At(declared.At(Certificate.Key), $"{declared.Resource.Id} is for {members.Length} machines, and its key could not leave the first.", "Write exportable: true under key.");
    }

    private static IEnumerable<Diagnostic> Purposes(Declared declared)
    {
        var map = declared.Resource[Certificate.ExtendedKeyUsage] as Value.Map;
        return Part<ImmutableArray<string>>(map, Certificate.RequiredUsages, []).Concat(Part<ImmutableArray<string>>(map, Certificate.PreferredUsages, [])).Distinct(StringComparer.Ordinal).Where(IsForeign)
            .Select(purpose => PurposeProblem(purpose) with { Where = declared.At(Certificate.ExtendedKeyUsage) });
    }

    private static IEnumerable<Diagnostic> Subject(Declared declared, Gateway gateway) =>
        Part(declared.Resource[Certificate.Subject] as Value.Map, Certificate.CommonName, "") is { Length: > 0 } common && !common.Equals(gateway.Edge, StringComparison.OrdinalIgnoreCase)
            ? [LyncCertificateDiagnostics.OtherSubject.At(declared.At(Certificate.Subject), $"The common name of {declared.Resource.Id} will be that of the topology, not {common}.", "Leave subject.commonName out, or make it gateway.edge.")] : [];

    private static IEnumerable<Diagnostic> Dropped(Declared declared) => Part(declared.Resource[Certificate.Names] as Value.Map, Certificate.Extra, ExtraNames.Keep) == ExtraNames.Keep ? []
        : [LyncCertificateDiagnostics.DropsNames.At(declared.At(Certificate.Names), $"{declared.Resource.Id} drops names that are not declared, and Lync adds those of the topology to every request.", "Declare the names of the topology under additional, or write extra: keep.")];

    private static Diagnostic? KeyProblem(KeyAlgorithm algorithm, long size) => (algorithm == KeyAlgorithm.Rsa ? RsaSizes : CurveSizes).Any(known => known == size) ? null
        : LyncCertificateDiagnostics.BadKey.At(null, $"Request-CsCertificate makes no {(algorithm == KeyAlgorithm.Rsa ? "RSA" : "ECDSA")} key of {size} bits.", "Write RSA 2048 or 4096, or ECDSA 256 or 384.");

    private static bool IsForeign(string purpose) => purpose is not (UsageNames.ServerAuth or UsageNames.ClientAuth);

    private static Diagnostic PurposeProblem(string purpose) => LyncCertificateDiagnostics.UnknownPurpose.At(null, $"Request-CsCertificate cannot ask for the usage {purpose}.", "Write serverAuth and clientAuth only.");

    // What the planner fills in where the file says nothing.
    private static ImmutableArray<string> MembersOf(Resource certificate, DesiredState all)
    {
        if (certificate.Get(Certificate.On) is { IsDefaultOrEmpty: false } given) return given;
        var services = certificate.Get(Certificate.Restart) is { IsDefault: false } named ? named : [];
        return [.. all.OfKind(Service.Kind).Where(service => services.Contains(service.Resource.Id.Name)).SelectMany(service => service.Resource.Get(Service.Members) is { IsDefault: false } members ? members : []).Distinct(StringComparer.Ordinal)];
    }

    private static T Part<T>(Value.Map? map, Field<T> field, T otherwise) =>
        map is not null && map.Items.TryGetValue(field.Name, out var raw) && raw is not (Value.Cleared or Value.Default) && field.Type.TryRead(raw, out var value, out _) ? value : otherwise;
}
