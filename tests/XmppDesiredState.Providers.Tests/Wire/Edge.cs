using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Providers.Wire;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.Wire;

/// <summary>A service, and the wire provider that knows where its members are.</summary>
internal sealed class Edge
{
    public static readonly ResourceId Id = new(Service.Kind, "edge");

    private readonly Dictionary<string, (string? Address, string? DirectTls)> members = new(StringComparer.Ordinal);

    /// <summary>For one connection. Long, unless a member is to give no answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    public string? Domain { get; init; } = "contoso.test";

    public TimeSpan Within { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>For how long a member may present another certificate.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    public Edge With(string member, string? address = null, string? directTls = null)
    {
        members[member] = (address, directTls);
        return this;
    }

    public Resource Declare(params string[] names)
    {
        var declared = new Resource(Id).With(Service.Members, [.. names]);
        var health = Value.Map.NoItems.Add("within", new Value.Number((long)Within.TotalSeconds));
        return declared.With(Service.Health.Name, new Value.Map(Domain is null ? health : health.Add("domain", new Value.Text(Domain))));
    }

    public WireProvider Create()
    {
        var map = new Value.Map(members.ToImmutableSortedDictionary(member => member.Key, member => (Value)new Value.Map(Value.Map.NoItems.AddRange(
            new[] { ("address", member.Value.Address), ("directTls", member.Value.DirectTls) }.Where(part => part.Item2 is not null).Select(part => KeyValuePair.Create(part.Item1, (Value)new Value.Text(part.Item2!))))), StringComparer.Ordinal));
        var options = Value.Map.NoItems.Add("members", map).Add("timeout", new Value.Number((long)Timeout.TotalSeconds));
        return new WireProvider(new ProviderSettings("wire", "/", options, (_, _) => throw new InvalidOperationException("The wire needs no secret."), TimeProvider.System, _ => { }, AllowPrograms: false), Patience);
    }

    /// <summary>All members that have an address, unless others are named.</summary>
    public async Task<Observation> ObserveAsync(params string[] names)
    {
        await using var provider = Create();
        return await provider.ObserveAsync(new Scope(Service.Kind, [Declare(names.Length > 0 ? names : [.. members.Keys])], Unlisted: false), CancellationToken.None);
    }

    public Step Probe(string member, string? wanted, int id = 1)
    {
        var after = Declare([.. members.Keys]);
        if (wanted is not null) after = after.With(Service.Loaded, ImmutableSortedDictionary<string, string>.Empty.Add(member, wanted));
        return new Step(id, "wire", Id, member, Operation.Probe, null, after);
    }

    public async Task<IReadOnlyList<StepOutcome>> RunAsync(IEnumerable<Step> steps, CancellationToken cancellationToken = default)
    {
        await using var provider = Create();
        var outcomes = new List<StepOutcome>();
        await foreach (var outcome in provider.ExecuteAsync([.. steps], cancellationToken)) outcomes.Add(outcome);
        return outcomes;
    }

    public async Task<StepOutcome> RunAsync(Step step) => Assert.Single(await RunAsync([step]));

    public static ImmutableSortedDictionary<string, string> Loaded(Observation observation) =>
        Assert.Single(observation.Resources).Resource.Get(Service.Loaded) ?? ImmutableSortedDictionary<string, string>.Empty;
}
