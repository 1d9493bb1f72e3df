using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers;

/// <summary>A type of provider: what can be said without a connection, and how to make an instance.</summary>
public interface IProviderFactory
{
    /// <summary>As in a state file: <c>zone-file</c>.</summary>
    string Type { get; }

    /// <summary>One line.</summary>
    string Summary { get; }

    ImmutableArray<Field> Options { get; }

    ImmutableArray<Capability> Capabilities { get; }

    /// <summary>What one instance does with its options: some of <see cref="Capabilities"/>. Who is told to wait for nobody has nothing to settle.</summary>
    ImmutableArray<Capability> CapabilitiesOf(ProviderDeclaration declaration) => Capabilities;

    /// <summary>Every code this provider can report, for <c>explain</c>.</summary>
    ImmutableArray<DiagnosticDescriptor> Diagnostics { get; }

    /// <summary>Findings about the options of an instance. Pure and offline.</summary>
    IEnumerable<Diagnostic> Check(ProviderDeclaration declaration);

    /// <summary>This back end's own rules for one declared resource. Pure and offline.</summary>
    IEnumerable<Diagnostic> Check(Declared declared, DesiredState all);

    IProvider Create(ProviderSettings settings);
}
