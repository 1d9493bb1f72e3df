using System.Collections.Immutable;
using XmppDesiredState.Certificates;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Files;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.PemFiles;

/// <summary>What can be said of a declared certificate without looking at the disk.</summary>
internal static class PemFilesCheck
{
    public static IEnumerable<Diagnostic> Of(Declared declared, DesiredState all, PemFilesOptions options)
    {
        var certificate = declared.Resource;
        return Folder(declared, all).Concat(Members(certificate, all, options)).Concat(Usages(UsagesOf(certificate))).Concat(KeyOf(certificate)).Concat(LeftOut(declared))
            .Select(finding => finding with { Where = finding.Where ?? declared.Where, Address = declared.Address.ToString() });
    }

    private static IEnumerable<Diagnostic> LeftOut(Declared declared) => new Values.Field[] { Certificate.Usages, Certificate.FriendlyName, Certificate.Template }
        .Where(field => declared.Resource[field] is not null and not Value.Cleared)
        .Select(field => PemFilesDiagnostics.Meaningless.At(declared.At(field), $"{field.Name} of {declared.Resource.Id} means nothing in files.", $"Remove {field.Name}."));

    public static IEnumerable<Diagnostic> Usages(IEnumerable<string> usages) => usages.Where(usage => UsageNames.ToOid(usage) is null)
        .Select(usage => PemFilesDiagnostics.UnknownUsage.At(null, $"'{usage}' is no extended key usage.", "Write serverAuth, clientAuth or an object identifier."));

    public static IEnumerable<Diagnostic> Key(KeyAlgorithm algorithm, long size)
    {
        if (size <= int.MaxValue && KeyPair.Supports(algorithm, (int)size)) yield break;
        yield return PemFilesDiagnostics.BadKey.At(null, $"{(algorithm == KeyAlgorithm.Ecdsa ? "ECDSA" : "RSA")} keys of {size} bits are not made.", "Write RSA 2048 or more, or ECDSA 256 or 384.");
    }

    private static IEnumerable<Diagnostic> Folder(Declared declared, DesiredState all)
    {
        var name = declared.Resource.Id.Name;
        if (PortableFileName.Of(name).Length > PortableFileName.Longest)
            yield return PemFilesDiagnostics.NameTooLong.At(null, $"The folder of {declared.Resource.Id} would have a name of {PortableFileName.Of(name).Length} characters.", $"Use a name of at most {PortableFileName.Longest}.");
        var twin = all.OfKind(Certificate.Kind).FirstOrDefault(other => other.Provider == declared.Provider && other.Resource.Id.Name != name && other.Resource.Id.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (twin is not null) yield return PemFilesDiagnostics.NameTooLong.At(null, $"{declared.Resource.Id} and {twin.Resource.Id} differ only in capitals.", "Use names that differ otherwise.");
    }

    private static IEnumerable<Diagnostic> Members(Resource certificate, DesiredState all, PemFilesOptions options)
    {
        foreach (var shared in MembersOf(certificate, all).GroupBy(options.FolderOf, StringComparer.Ordinal).Where(group => group.Skip(1).Any()))
        {
            yield return PemFilesDiagnostics.SharedFolder.At(null, $"The members {string.Join(", ", shared.Order(StringComparer.Ordinal))} of {certificate.Id} would all have their certificate in one folder.",
                "Give each its own folder under members of the provider.");
        }
    }

    // What the planner fills in where the file says nothing.
    private static ImmutableArray<string> MembersOf(Resource certificate, DesiredState all)
    {
        if (certificate.Get(Certificate.On) is { IsDefaultOrEmpty: false } given) return given;
        if (certificate.Get(Certificate.Restart) is not { IsDefaultOrEmpty: false } services) return [PemFilesOptions.OnlyMember];
        return [.. all.OfKind(Service.Kind).Where(service => services.Contains(service.Resource.Id.Name)).SelectMany(service => service.Resource.Get(Service.Members) is { IsDefault: false } members ? members : [])
            .Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> UsagesOf(Resource certificate)
    {
        if (certificate[Certificate.ExtendedKeyUsage] is not Value.Map usages) return [];
        return new[] { Certificate.RequiredUsages, Certificate.PreferredUsages }.SelectMany(field =>
            usages.Items.TryGetValue(field.Name, out var raw) && field.Type.TryRead(raw, out ImmutableArray<string> items, out _) ? items : []);
    }

    // What is too weak for any CA, and other curves, are the validator's finding (XDS2303).
    private static IEnumerable<Diagnostic> KeyOf(Resource certificate)
    {
        if (certificate[Certificate.Key] is not Value.Map key || key.Items.GetValueOrDefault(Certificate.KeySize.Name) is not Value.Number { Content: >= 2048 } size) return [];
        return Key(key.Items.TryGetValue(Certificate.Algorithm.Name, out var raw) && Certificate.Algorithm.Type.TryRead(raw, out KeyAlgorithm algorithm, out _) ? algorithm : KeyAlgorithm.Rsa, size.Content);
    }
}
