using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Files;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Providers.Local;

/// <summary>The embedded default: a folder of readable files stands in for a gateway.</summary>
public sealed class LocalProviderFactory : IProviderFactory
{
    private static readonly Field<string> Path = new("path", PathType.Instance, Traits.Required, "The live folder; it is created at the first write.");

    private static readonly ImmutableArray<Capability> All =
    [
        Of(AccessPolicy.Kind, Operation.Create, Operation.Update, Operation.Delete),
        Of(EdgeAccess.Kind, Operation.Update),
        Of(GatewaySettings.Kind, Operation.Update),
        Of(Service.Kind, Operation.Reload, Operation.Restart),
        Of(Partner.Kind, Operation.Create, Operation.Update, Operation.Delete),
    ];

    public string Type => "local";

    public string Summary => "Keeps partners, policies, settings and services as readable YAML files in a folder.";

    public ImmutableArray<Field> Options => [Path];

    public ImmutableArray<Capability> Capabilities => All;

    public ImmutableArray<DiagnosticDescriptor> Diagnostics => LocalDiagnostics.All;

    /// <summary>Nothing can be said of a path without looking at the disk.</summary>
    public IEnumerable<Diagnostic> Check(ProviderDeclaration declaration) => [];

    public IEnumerable<Diagnostic> Check(Declared declared, DesiredState all)
    {
        var file = PortableFileName.Of(declared.Resource.Id.Name, LocalClient.Extension);
        if (file.Length <= PortableFileName.Longest) yield break;
        yield return LocalDiagnostics.NameTooLong.At(declared.Where, $"The file name of {declared.Resource.Id} would have {file.Length} characters.",
            $"The local provider takes {PortableFileName.Longest}: use a shorter name or another provider.") with
        { Address = declared.Address.ToString() };
    }

    public IProvider Create(ProviderSettings settings)
    {
        var folder = settings.Get(Path) ?? throw new InvalidOperationException("The loader has checked that path is given.");
        // Relative, so that another checkout of the same files is the same live system to the run store.
        var target = "local " + System.IO.Path.GetRelativePath(settings.Folder, folder).Replace('\\', '/');
        return new LocalProvider(new LocalClient(folder, settings.Clock), settings, target);
    }

    internal static Capability? CapabilityOf(Kind kind) => All.FirstOrDefault(capability => capability.Kind == kind);

    private static Capability Of(Kind kind, params ImmutableArray<Operation> operations) => new(kind, operations, kind.Fields, LyncDefaults.Of(kind));
}
