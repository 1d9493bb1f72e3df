using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Tests.Validation;

/// <summary>A type of provider that holds the given attributes of one kind and has a rule against every description.</summary>
internal sealed class FakeFactory(string type, Kind kind, ImmutableArray<Operation> operations, params Field[] fields) : IProviderFactory
{
    public static readonly DiagnosticDescriptor NoDescriptions = new("XDS9901", Severity.Error, "No descriptions", "A rule of the fake. It is here for tests.") { IsAcceptable = true };

    public string Type => type;

    public string Summary => "A fake.";

    public ImmutableArray<Field> Options => [];

    public ImmutableArray<Capability> Capabilities { get; } = [new Capability(kind, operations, [.. fields])];

    public ImmutableArray<DiagnosticDescriptor> Diagnostics => [NoDescriptions];

    public IEnumerable<Diagnostic> Check(ProviderDeclaration declaration) => [];

    public IEnumerable<Diagnostic> Check(Declared declared, DesiredState all) =>
        declared.Resource[Partner.Description] is null ? [] : [NoDescriptions.At(declared.Where, "It has a description.", "Remove it.") with { Address = declared.Address.ToString() }];

    public IProvider Create(ProviderSettings settings) => throw new InvalidOperationException("Validation connects to nothing.");
}
