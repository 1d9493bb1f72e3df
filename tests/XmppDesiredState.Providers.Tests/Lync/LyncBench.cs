using XmppDesiredState.Changes;
using XmppDesiredState.LyncPowerShell.World;
using XmppDesiredState.Providers.Lync;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.Lync;

/// <summary>A simulated deployment, and providers that reach it through a PowerShell process.</summary>
public sealed class LyncBench : IAsyncDisposable
{
    public const string Secret = "canary-5b1e-never-show-this";

    private readonly List<IProvider> opened = [];

    private readonly string secret;

    public LyncBench() : this(Secret)
    {
    }

    /// <param name="secret">The content of every secret.</param>
    public LyncBench(string secret) => (this.secret, World) = (secret, LyncWorld.Create(Path.Combine(Path.GetTempPath(), "xds-lync-" + Path.GetRandomFileName())));

    public LyncWorld World { get; }

    /// <summary>The lines that people would have seen.</summary>
    public List<string> Progress { get; } = [];

    public IProvider Provider(params (string Name, Value Value)[] options)
    {
        var provider = new LyncProviderFactory().Create(Settings(options));
        opened.Add(provider);
        return provider;
    }

    public ProviderSettings Settings(params (string Name, Value Value)[] options)
    {
        var all = Value.Map.NoItems.Add("connection", Local()).Add("timeout", new Value.Number(20)).Add("replication", Map(("within", new Value.Number(20))))
            .SetItems(options.Select(option => KeyValuePair.Create(option.Name, option.Value)));
        return new ProviderSettings("lync", World.Folder, all, (_, _) => ValueTask.FromResult<ReadOnlyMemory<char>>(secret.AsMemory()), TimeProvider.System, Tell, AllowPrograms: true);
    }

    public Value.Map Local(string computer = LyncWorld.FrontEnd) => Map(("local", Map(("program",
        new Value.List([.. new[] { World.Program(computer), "-NoLogo", "-NoProfile", "-NonInteractive", "-Command", "-" }.Select(word => new Value.Text(word))])))));

    public static Value.Map Map(params (string Name, Value Value)[] items) => new(Value.Map.NoItems.AddRange(items.Select(item => KeyValuePair.Create(item.Name, item.Value))));

    public static Task<Observation> ObserveAsync(IReadableProvider provider, Kind kind, params Resource[] declared) =>
        provider.ObserveAsync(new Scope(kind, [.. declared], Unlisted: true), TestContext.Current.CancellationToken);

    public static async Task<ObservedResource> FindAsync(IReadableProvider provider, ResourceId id) => (await ObserveAsync(provider, id.Kind)).Resources.Single(resource => resource.Resource.Id == id);

    public static async Task<List<StepOutcome>> RunAsync(IProvider provider, params Step[] steps)
    {
        var outcomes = new List<StepOutcome>();
        await foreach (var outcome in provider.ExecuteAsync(steps, TestContext.Current.CancellationToken)) outcomes.Add(outcome);
        return [.. outcomes.OrderBy(outcome => outcome.Step)];
    }

    public static async Task<StepOutcome> RunOneAsync(IProvider provider, Step step) => Assert.Single(await RunAsync(provider, step));

    public static Step Create(Resource after, int id = 1) => new(id, "lync", after.Id, null, Operation.Create, null, after);

    public static Step Update(ObservedResource before, Resource after, int id = 1) => new(id, "lync", after.Id, null, Operation.Update, before, after);

    public static Step Delete(ObservedResource before, int id = 1) => new(id, "lync", before.Resource.Id, null, Operation.Delete, before, null);

    public static Step Settle(ResourceId resource, int id = 1) => new(id, "lync", resource, null, Operation.Settle, null, new Resource(resource));

    public static Resource Partner(string domain) => new Resource(new ResourceId(Resources.Partner.Kind, domain)).With(Resources.Partner.Type, PartnerType.Federated);

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in opened) await provider.DisposeAsync();
        World.Dispose();
        Directory.Delete(World.Folder, recursive: true);
    }

    private void Tell(string line)
    {
        lock (Progress) Progress.Add(line);
    }
}
