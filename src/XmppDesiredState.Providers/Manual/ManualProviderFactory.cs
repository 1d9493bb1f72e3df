using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Manual;

/// <summary><c>manual</c>: certificates that a person obtains from a CA.</summary>
public sealed class ManualProviderFactory : IProviderFactory
{
    public string Type => "manual";

    public string Summary => "Lays out certificate requests for a person and finds the answers in a folder.";

    public ImmutableArray<Field> Options => [ManualOptions.Requests, ManualOptions.Certificates, ManualOptions.LeadTime];

    public ImmutableArray<Capability> Capabilities { get; } = [new(Certificate.Kind, [Operation.Issue], [Certificate.Next]) { LeadTime = ManualOptions.UsualLeadTime }];

    public ImmutableArray<DiagnosticDescriptor> Diagnostics => ManualDiagnostics.All;

    /// <summary>Nothing can be said of a path without looking at the disk.</summary>
    public IEnumerable<Diagnostic> Check(ProviderDeclaration declaration) => [];

    public IEnumerable<Diagnostic> Check(Declared declared, DesiredState all) => [];

    public IProvider Create(ProviderSettings settings)
    {
        var requests = settings.Get(ManualOptions.Requests) ?? throw new InvalidOperationException("The loader has checked that requests is given.");
        return new ManualProvider(new ManualClient(requests, settings.Get(ManualOptions.Certificates) ?? requests), settings);
    }
}
