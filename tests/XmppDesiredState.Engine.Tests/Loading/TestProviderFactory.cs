using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Engine.Tests.Loading;

/// <summary>A type of provider with options of every sort and the given kinds; never connects to anything.</summary>
internal sealed class TestProviderFactory(string type, params Kind[] kinds) : IProviderFactory
{
    public static readonly Field<string> PathOption = new("path", PathType.Instance, Traits.None, "A path.");
    public static readonly Field<Value.Secret> SecretOption = new("secret", SecretType.Instance, Traits.Secret, "A secret.");
    public static readonly Field<TimeSpan> TimeoutOption = new("timeout", new DurationType(), Traits.None, "A duration.");
    public static readonly Field<ImmutableSortedDictionary<string, string>> ZonesOption = new("zones", new MapType<string>("zones", PathType.Instance), Traits.None, "Files by zone.");
    public static readonly Field<ImmutableSortedDictionary<string, TextOrSecret>> VariablesOption = new("variables", new MapType<TextOrSecret>("variables", TextOrSecretType.Instance), Traits.None, "Texts and secrets by name.");
    public static readonly Field<string> ServerOption = new("server", TextType.Instance, Traits.Required, "A server.");

    public static readonly DiagnosticDescriptor Finding = new("XDS9999", Severity.Error, "A test finding", "The option server must not be 'bad'.");

    public static ImmutableArray<IProviderFactory> Two { get; } =
    [
        new TestProviderFactory("fake", Partner.Kind, AccessPolicy.Kind, EdgeAccess.Kind, GatewaySettings.Kind, Service.Kind, Certificate.Kind),
        new TestProviderFactory("fakedns", SrvRecord.Kind),
    ];

    /// <summary>Stand-ins with the names that the examples use.</summary>
    public static ImmutableArray<IProviderFactory> Examples { get; } =
    [
        new TestProviderFactory("local", Partner.Kind, AccessPolicy.Kind, EdgeAccess.Kind, GatewaySettings.Kind, Service.Kind),
        new TestProviderFactory("zone-file", SrvRecord.Kind),
    ];

    public string Type => type;

    public string Summary => "A provider for tests.";

    public ImmutableArray<Field> Options { get; } = type switch
    {
        "fake" => [PathOption, SecretOption, TimeoutOption, ZonesOption, VariablesOption],
        "local" => [PathOption],
        "zone-file" => [ZonesOption],
        _ => [PathOption, ServerOption],
    };

    public ImmutableArray<Capability> Capabilities { get; } =
    [
        .. kinds.Select(kind => new Capability(kind, [Operation.Create, Operation.Update, Operation.Delete], kind.Fields,
            kind == Partner.Kind ? Value.Map.NoItems.Add("keepAlive", new Value.Flag(false)) : Value.Map.NoItems)),
    ];

    public ImmutableArray<DiagnosticDescriptor> Diagnostics => [Finding];

    public IEnumerable<Diagnostic> Check(ProviderDeclaration declaration)
    {
        if (declaration.Options.GetValueOrDefault("server") is Value.Text { Content: "bad" })
            yield return Finding.At(declaration.Spans["server"], "The server is bad.", "Name another.");
    }

    public IEnumerable<Diagnostic> Check(Declared declared, DesiredState all) => [];

    public IProvider Create(ProviderSettings settings) => throw new InvalidOperationException("A loader creates no provider.");
}
