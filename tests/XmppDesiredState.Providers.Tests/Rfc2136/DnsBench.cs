using System.Collections.Immutable;
using System.Net;
using XmppDesiredState.Changes;
using XmppDesiredState.Providers.Rfc2136;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.Rfc2136;

/// <summary>Makes instances, and speaks to them as the engine does.</summary>
internal static class DnsBench
{
    public static readonly SrvTarget A = new(0, 0, 5269, "a.example.net"), B = new(5, 10, 5270, "b.example.net");

    /// <param name="keys">Name and secret; what <paramref name="keys"/> refers to is the secret itself, so a test may give any.</param>
    public static ProviderSettings Settings(IPEndPoint server, string[] zones, (string Name, string Secret)[] keys, TimeProvider? clock = null, string timeout = "10s", string algorithm = "hmac-sha256") =>
        Settings([server.ToString()], zones, keys, clock, timeout, algorithm);

    public static ProviderSettings Settings(string[] servers, string[] zones, (string Name, string Secret)[] keys, TimeProvider? clock = null, string timeout = "10s", string algorithm = "hmac-sha256") => new(
        "dns", Path.GetTempPath(), Value.Map.NoItems
            .Add("server", new Value.List([.. servers.Select(server => new Value.Text(server))]))
            .Add("zones", new Value.List([.. zones.Select(zone => new Value.Text(zone))]))
            .Add("timeout", new Value.Text(timeout))
            .Add("keys", new Value.List([.. keys.Select(key => new Value.Map(Value.Map.NoItems.Add("name", new Value.Text(key.Name)).Add("algorithm", new Value.Text(algorithm))
                .Add("secret", new Value.Secret(new SecretReference(SecretSource.Environment, [key.Secret])))))])),
        (reference, _) => ValueTask.FromResult<ReadOnlyMemory<char>>(reference.Arguments[0].AsMemory()), clock ?? TimeProvider.System, _ => { }, AllowPrograms: true);

    public static IProvider Provider(IPEndPoint server, string zone, Servers.TsigKey key, TimeProvider? clock = null, string timeout = "10s") =>
        new Rfc2136ProviderFactory().Create(Settings(server, [zone], [(key.Name, key.Secret)], clock, timeout));

    public static string Owner(string zone, int number) => $"_xmpp-server._tcp.d{number}.{zone}";

    public static Resource Srv(string owner, int? ttl, params SrvTarget[] targets)
    {
        var resource = new Resource(new ResourceId(SrvRecord.Kind, owner)).With(SrvRecord.Targets, [.. targets]);
        return ttl is { } seconds ? resource.With(SrvRecord.Ttl, TimeSpan.FromSeconds(seconds)) : resource;
    }

    public static Task<Observation> ObserveAsync(IProvider provider, params string[] declared) =>
        provider.ObserveAsync(new Scope(SrvRecord.Kind, [.. declared.Select(owner => new Resource(new ResourceId(SrvRecord.Kind, owner)))], Unlisted: true), TestContext.Current.CancellationToken);

    public static async Task<string> CodeOfReadAsync(IProvider provider, params string[] declared) =>
        (await Assert.ThrowsAsync<ProviderException>(() => ObserveAsync(provider, declared))).Diagnostic.Code;

    /// <summary>The outcomes in the order of the steps.</summary>
    public static async Task<StepOutcome[]> ExecuteAsync(IProvider provider, params Step[] steps)
    {
        var outcomes = new List<StepOutcome>();
        await foreach (var outcome in provider.ExecuteAsync(steps, TestContext.Current.CancellationToken)) outcomes.Add(outcome);
        Assert.Equal(steps.Select(step => step.Id).Order(), outcomes.Select(outcome => outcome.Step).Order());
        return [.. outcomes.OrderBy(outcome => outcome.Step)];
    }

    /// <summary>What a plan would do: one step for each desired resource that differs, and for each observed one that nobody wants.</summary>
    public static Step[] Plan(IProvider provider, ImmutableArray<ObservedResource> seen, IReadOnlyCollection<Resource> desired)
    {
        var live = seen.ToDictionary(observed => observed.Resource.Id);
        var wanted = desired.Select(provider.Normalize).ToDictionary(resource => resource.Id);
        var writes = wanted.Values.Select(after => live.TryGetValue(after.Id, out var before)
            ? Rfc2136Mapper.Holds(after, before.Resource) ? null : new Step(0, "dns", after.Id, null, Operation.Update, before, after)
            : new Step(0, "dns", after.Id, null, Operation.Create, null, after)).OfType<Step>();
        var deletes = seen.Where(observed => !wanted.ContainsKey(observed.Resource.Id)).Select(before => new Step(0, "dns", before.Resource.Id, null, Operation.Delete, before, null));
        return [.. writes.Concat(deletes).Select((step, index) => step with { Id = index + 1 })];
    }

    public static async Task<Step[]> PlanAsync(IProvider provider, params Resource[] desired) =>
        Plan(provider, (await ObserveAsync(provider, [.. desired.Select(resource => resource.Id.Name)])).Resources, desired);

    /// <summary>Plan and apply, then see that a second plan is empty.</summary>
    public static async Task ConvergeAsync(IProvider provider, params Resource[] desired)
    {
        Assert.All(await ExecuteAsync(provider, await PlanAsync(provider, desired)), outcome => Assert.Equal(StepResult.Applied, outcome.Result));
        Assert.Empty(await PlanAsync(provider, desired));
    }
}
