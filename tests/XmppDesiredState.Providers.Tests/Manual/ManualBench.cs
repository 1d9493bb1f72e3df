using XmppDesiredState.Changes;
using XmppDesiredState.Providers.Manual;
using XmppDesiredState.Providers.Tests.Issuing;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.Manual;

/// <summary>The two folders, a CA, and a clock that stands still.</summary>
internal sealed class ManualBench : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public TestCa Ca { get; } = new();

    public TestRequest Request { get; } = new();

    public string Requests => Path.Combine(folder, "requests");

    public string Answers => Path.Combine(folder, "answers");

    public string RequestFile => Path.Combine(Requests, "edge-external.csr");

    public IProvider Provider => new ManualProviderFactory().Create(new ProviderSettings("ca", folder,
        Value.Map.NoItems.Add("requests", new Value.Text(Requests)).Add("certificates", new Value.Text(Answers)), (_, _) => throw new InvalidOperationException(), new StandingClock(), _ => { }, AllowPrograms: false));

    /// <summary>As a person drops it.</summary>
    public ManualBench Drop(string file, string pem)
    {
        Directory.CreateDirectory(Answers);
        File.WriteAllText(Path.Combine(Answers, file), pem);
        return this;
    }

    public Task OpensslAsync(params string[] arguments) => TestCa.OpensslAsync(Answers, arguments);

    public void Delete(string file) => File.Delete(Path.Combine(Answers, file));

    public Task<StepOutcome> IssueAsync(Step? step = null) => TestRequest.RunAsync(Provider, step ?? Request.Fresh);

    public Task<Observation> ObserveAsync(params Resource[] declared) => Provider.ObserveAsync(new Scope(Certificate.Kind, [.. declared], Unlisted: false), CancellationToken.None);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => TestRequest.Now;
    }
}
