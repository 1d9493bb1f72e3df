using System.Collections.Immutable;
using XmppDesiredState.Certificates;
using XmppDesiredState.Changes;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.PemFiles;

/// <summary><c>pem-files</c>: certificates and their keys as files, made where they are used.</summary>
public sealed class PemFilesProviderFactory : IProviderFactory
{
    internal static readonly ImmutableArray<Operation> Operations = [Operation.Request, Operation.Accept, Operation.Install, Operation.Restore];

    public string Type => "pem-files";

    public string Summary => "Certificates and keys in files, as Prosody, ejabberd and nginx read them; a PFX too if wanted.";

    public ImmutableArray<Field> Options => PemFilesOptions.All;

    public ImmutableArray<Capability> Capabilities { get; } = [new(Certificate.Kind, Operations, Certificate.Kind.Fields)];

    /// <summary>Its own; those of the judgement (<see cref="CertificateDiagnostics"/>) belong to every store.</summary>
    public ImmutableArray<DiagnosticDescriptor> Diagnostics => PemFilesDiagnostics.All;

    public IEnumerable<Diagnostic> Check(ProviderDeclaration declaration)
    {
        var options = PemFilesOptions.Of(declaration.Options, declaration.Folder);
        var where = declaration.Spans.GetValueOrDefault(PemFilesOptions.MembersField.Name) ?? declaration.Where;
        return options.Members.GroupBy(member => member.Value, OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal).Where(group => group.Skip(1).Any())
            .Select(group => PemFilesDiagnostics.SharedFolder.At(where, $"The members {string.Join(", ", group.Select(member => member.Key))} have one folder.", "Give each its own."));
    }

    public IEnumerable<Diagnostic> Check(Declared declared, DesiredState all) =>
        declared.Resource.Id.Kind != Certificate.Kind || !all.Providers.TryGetValue(declared.Provider, out var declaration) || declaration.Type != Type ? []
            : PemFilesCheck.Of(declared, all, PemFilesOptions.Of(declaration.Options, declaration.Folder));

    public IProvider Create(ProviderSettings settings)
    {
        var options = PemFilesOptions.Of(settings.Options, settings.Folder);
        // Relative, so that another checkout of the same files is the same live system to the run store.
        var target = "pem-files " + Path.GetRelativePath(settings.Folder, options.Path).Replace('\\', '/');
        return new PemFilesProvider(new PemFilesClient(options, settings.Clock), options, settings, target);
    }
}
