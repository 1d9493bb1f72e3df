using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.PrivateCa;

/// <summary><c>private-ca</c>: an issuer for labs and for partners who agreed on a CA of their own.</summary>
public sealed class PrivateCaProviderFactory : IProviderFactory
{
    public string Type => "private-ca";

    public string Summary => "Issues certificates with the key of a CA in a folder.";

    public ImmutableArray<Field> Options => PrivateCaOptions.All;

    public ImmutableArray<Capability> Capabilities { get; } = [new(Certificate.Kind, [Operation.Issue], Certificate.Kind.Fields)];

    public ImmutableArray<DiagnosticDescriptor> Diagnostics => PrivateCaDiagnostics.All;

    /// <summary>The types of the options say all that can be said offline.</summary>
    public IEnumerable<Diagnostic> Check(ProviderDeclaration declaration) => [];

    /// <summary>Certificates are declared on their store; as an issuer this one has no rules about them.</summary>
    public IEnumerable<Diagnostic> Check(Declared declared, DesiredState all) => [];

    public IProvider Create(ProviderSettings settings)
    {
        var options = PrivateCaOptions.Of(settings);
        // Relative, so that another checkout of the same files is the same live system to the run store.
        var target = "private-ca " + Path.GetRelativePath(settings.Folder, options.Path).Replace('\\', '/');
        return new PrivateCaProvider(new PrivateCaClient(options, settings.Clock), options, settings.Clock, target);
    }
}
