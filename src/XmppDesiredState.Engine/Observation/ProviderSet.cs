using System.Collections.Concurrent;
using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;
using XmppDesiredState.Scripts;

namespace XmppDesiredState.Engine.Observation;

/// <summary>The provider instances of one run, made when first asked for, and what their types can do.</summary>
internal sealed class ProviderSet(ImmutableSortedDictionary<string, ProviderDeclaration> declarations, ImmutableArray<IProviderFactory> factories,
    Func<ProviderDeclaration, ProviderSettings> settings) : IProviderReaders, IAsyncDisposable
{
    private readonly Dictionary<string, (IProvider Provider, Patience Patience)> made = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadableProvider> opened = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableArray<Capability>> capabilities = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>By provider: what a script saw of it. Such a one is not connected to.</summary>
    public ImmutableArray<ScriptResult> Brought { get; init; } = [];

    /// <summary>For observing and normalising.</summary>
    public IReadableProvider Reader(string name)
    {
        if (Brought.FirstOrDefault(result => result.Provider == name) is not { } brought) return Writer(name);
        lock (gate)
        {
            if (opened.TryGetValue(name, out var reader)) return reader;
            reader = brought.Open(settings(declarations[name]));
            opened.Add(name, reader);
            return reader;
        }
    }

    /// <summary>For executing. Only the executor asks for it.</summary>
    public IProvider Writer(string name) => Made(name).Provider;

    /// <summary>What the instance said about its own waits; what a script saw waits for nobody.</summary>
    public Patience PatienceFor(string name) => Brought.Any(result => result.Provider == name) ? new Patience(settings(declarations[name]).Clock) : Made(name).Patience;

    public string TypeOf(string name) => declarations[name].Type;

    public bool IsDeclared(string name) => declarations.ContainsKey(name);

    public Capability? CapabilityOf(string provider, Kind kind) => capabilities.GetOrAdd(provider, Capabilities).FirstOrDefault(capability => capability.Kind == kind);

    public async ValueTask DisposeAsync()
    {
        foreach (var (provider, _) in made.Values) await provider.DisposeAsync();
        foreach (var reader in opened.Values) await reader.DisposeAsync();
        made.Clear();
        opened.Clear();
    }

    private (IProvider Provider, Patience Patience) Made(string name)
    {
        lock (gate)
        {
            if (made.TryGetValue(name, out var known)) return known;
            var declaration = declarations[name];
            var given = settings(declaration);
            var patience = new Patience(given.Clock);
            var instance = (Factory(declaration.Type).Create(given with { Waits = patience.Allow }), patience);
            made.Add(name, instance);
            return instance;
        }
    }

    private ImmutableArray<Capability> Capabilities(string provider) =>
        declarations.TryGetValue(provider, out var declaration) ? Factory(declaration.Type).CapabilitiesOf(declaration) : [];

    private IProviderFactory Factory(string type) => factories.First(factory => factory.Type == type);
}
