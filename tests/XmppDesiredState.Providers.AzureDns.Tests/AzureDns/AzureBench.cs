using System.Collections.Concurrent;
using System.Collections.Immutable;
using XmppDesiredState.ArmEndpoint;
using XmppDesiredState.Changes;
using XmppDesiredState.Providers.AzureDns.AzureDns;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.AzureDns.Tests.AzureDns;

/// <summary>One server with the zone contoso.com, one provider on it, and all that was said.</summary>
internal sealed class AzureBench : IAsyncDisposable
{
    public const string Secret = "canary-secret-91c4-never-show-this";
    public const string Name = "_xmpp-server._tcp";
    public const string Owner = Name + ".contoso.com";

    private static readonly string[] AllZones = ["contoso.com", "fabrikam.com"];

    private readonly IProvider provider;

    private AzureBench(ArmServer server, TimeProvider? clock, Func<ImmutableSortedDictionary<string, Value>, ImmutableSortedDictionary<string, Value>> change)
    {
        Server = server;
        server.SignIn.Accepted = Secret;
        provider = new AzureDnsProviderFactory(server.CreateHandler).Create(new ProviderSettings("azure", Path.GetTempPath(), change(Options(server, "contoso.com")),
            (_, _) => ValueTask.FromResult<ReadOnlyMemory<char>>(Secret.AsMemory()), clock ?? Clock, Said.Enqueue, AllowPrograms: false)
        { Waits = Waited.Enqueue });
    }

    public ArmServer Server { get; }

    public DnsZone Zone => Server.Zones["contoso.com"];

    public JumpClock Clock { get; } = new();

    /// <summary>Progress, in order.</summary>
    public ConcurrentQueue<string> Said { get; } = new();

    /// <summary>Announced to the engine, so that it is not taken for silence.</summary>
    public ConcurrentQueue<TimeSpan> Waited { get; } = new();

    /// <param name="clock">Null: <see cref="Clock"/>.</param>
    public static async Task<AzureBench> StartAsync(Func<ImmutableSortedDictionary<string, Value>, ImmutableSortedDictionary<string, Value>>? change = null, TimeProvider? clock = null) =>
        new(await ArmServer.StartAsync(AllZones), clock, change ?? (options => options));

    public static ImmutableSortedDictionary<string, Value> Options(ArmServer server, params string[] zones) => Value.Map.NoItems
        .Add("subscription", new Value.Text(ArmServer.Subscription))
        .Add("resourceGroup", new Value.Text(ArmServer.ResourceGroup))
        .Add("zones", new Value.List([.. zones.Select(zone => new Value.Text(zone))]))
        .Add("endpoint", new Value.Text(server.Address.GetLeftPart(UriPartial.Authority)))
        .Add("authority", new Value.Text(server.Address.GetLeftPart(UriPartial.Authority)))
        .Add("credential", new Value.Map(Value.Map.NoItems.Add("tenant", new Value.Text(SignInDesk.Tenant)).Add("client", new Value.Text(SignInDesk.Client))
            .Add("secret", new Value.Secret(new SecretReference(SecretSource.Environment, ["AZURE_SECRET"])))));

    public static Resource Wanted(string owner = Owner, int priority = 0) => new Resource(new ResourceId(SrvRecord.Kind, owner))
        .With(SrvRecord.Ttl, TimeSpan.FromHours(1)).With(SrvRecord.Targets, [new SrvTarget(priority, 0, 5269, "access.contoso.com")]);

    public static string Properties(int priority = 0, int ttl = 3600, string target = "access.contoso.com", string metadata = "{}") =>
        $$"""{"metadata":{{metadata}},"TTL":{{ttl}},"SRVRecords":[{"priority":{{priority}},"weight":0,"port":5269,"target":"{{target}}"}]}""";

    public static Step Create(Resource after, int id = 1) => new(id, "azure", after.Id, null, Operation.Create, null, after);

    public static Step Update(ObservedResource before, Resource after) => new(1, "azure", after.Id, null, Operation.Update, before, after);

    public static Step Delete(ObservedResource before) => new(1, "azure", before.Resource.Id, null, Operation.Delete, before, null);

    public Task<Observation> ObserveAsync() => provider.ObserveAsync(new Scope(SrvRecord.Kind, [], Unlisted: true), TestContext.Current.CancellationToken);

    public async Task<ObservedResource> ObserveOneAsync() => Assert.Single((await ObserveAsync()).Resources);

    public async Task<List<StepOutcome>> RunAsync(IReadOnlyList<Step> steps, CancellationToken cancellationToken = default)
    {
        var outcomes = new List<StepOutcome>();
        await foreach (var outcome in provider.ExecuteAsync(steps, cancellationToken)) outcomes.Add(outcome);
        return outcomes;
    }

    public async Task<StepOutcome> RunAsync(Step step) => Assert.Single(await RunAsync([step]));

    public IEnumerable<ReceivedRequest> Writes => Server.Requests.Where(request => request.Method != "GET");

    public async ValueTask DisposeAsync()
    {
        await provider.DisposeAsync();
        await Server.DisposeAsync();
    }
}
