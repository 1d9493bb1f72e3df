using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Conformance.Fakes;

/// <summary>A provider over a <see cref="FakeWorld"/>: every kind, every operation but settle unless asked for, no options.</summary>
public sealed class FakeProviderFactory(string type, FakeWorld world) : IProviderFactory
{
    public string Type => type;

    public string Summary => "An in-memory live system for tests.";

    public ImmutableArray<Field> Options => [];

    /// <summary>Replaceable, for tests of what a back end lacks.</summary>
    public ImmutableArray<Capability> Capabilities { get; init; } = Everything(settles: false);

    public ImmutableArray<DiagnosticDescriptor> Diagnostics => FakeDiagnostics.All;

    public IEnumerable<Diagnostic> Check(ProviderDeclaration declaration) => [];

    public IEnumerable<Diagnostic> Check(Declared declared, DesiredState all) => [];

    public IProvider Create(ProviderSettings settings) => new FakeProvider(type, world, settings, Capabilities);

    /// <param name="settles">Whether a write is in effect only after a settle step.</param>
    public static ImmutableArray<Capability> Everything(bool settles) => [.. Kind.All.Select(kind => Of(kind, settles))];

    private static Capability Of(Kind kind, bool settles)
    {
        ImmutableArray<Operation> operations = kind.Name switch
        {
            "certificate" => [Operation.Request, Operation.Issue, Operation.Accept, Operation.Install, Operation.Restore],
            "service" => [Operation.Reload, Operation.Restart, Operation.Probe],
            "gateway-settings" or "edge-access" => [Operation.Update],
            _ => [Operation.Create, Operation.Update, Operation.Delete],
        };
        var flags = kind.Fields.Where(field => field is Field<bool>).ToImmutableSortedDictionary(field => field.Name, _ => (Value)new Value.Flag(false), StringComparer.Ordinal);
        return new Capability(kind, settles ? operations.Add(Operation.Settle) : operations, kind.Fields, flags);
    }
}
