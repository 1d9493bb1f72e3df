using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Providers;
using XmppDesiredState.Values;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Lync;

/// <summary>A provider that goes by the real time whatever a test's clock says: a real name server refuses signatures of another time (RFC 8945 §5.2.3).</summary>
internal sealed class ByRealTime(IProviderFactory inner) : IProviderFactory
{
    public string Type => inner.Type;

    public string Summary => inner.Summary;

    public ImmutableArray<Field> Options => inner.Options;

    public ImmutableArray<Capability> Capabilities => inner.Capabilities;

    public ImmutableArray<DiagnosticDescriptor> Diagnostics => inner.Diagnostics;

    public ImmutableArray<Capability> CapabilitiesOf(ProviderDeclaration declaration) => inner.CapabilitiesOf(declaration);

    public IEnumerable<Diagnostic> Check(ProviderDeclaration declaration) => inner.Check(declaration);

    public IEnumerable<Diagnostic> Check(Declared declared, DesiredState all) => inner.Check(declared, all);

    public IProvider Create(ProviderSettings settings) => inner.Create(settings with { Clock = TimeProvider.System });
}
