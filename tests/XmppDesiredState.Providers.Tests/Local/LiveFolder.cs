using XmppDesiredState.Changes;
using XmppDesiredState.Providers.Local;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.Local;

/// <summary>A live folder of its own for one test.</summary>
internal sealed class LiveFolder : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("xmppstate-local-");

    public string Path => System.IO.Path.Combine(root.FullName, "live");

    public void Write(string file, string text)
    {
        var path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public string Read(string file) => File.ReadAllText(System.IO.Path.Combine(Path, file));

    public bool Holds(string file) => File.Exists(System.IO.Path.Combine(Path, file));

    public IProvider Create(RevealSecret? reveal = null, TimeProvider? clock = null) => new LocalProviderFactory().Create(new ProviderSettings("live", root.FullName,
        Value.Map.NoItems.Add("path", new Value.Text(Path)), reveal ?? ((_, _) => ValueTask.FromResult<ReadOnlyMemory<char>>("secret".AsMemory())),
        clock ?? TimeProvider.System, _ => { }, AllowPrograms: true));

    public async Task<Observation> ObserveAsync(Kind kind, params ResourceId[] declared)
    {
        await using var provider = Create();
        return await provider.ObserveAsync(new Scope(kind, [.. declared.Select(id => new Resource(id))], Unlisted: true), CancellationToken.None);
    }

    public async Task<ObservedResource> FindAsync(ResourceId id) => (await ObserveAsync(id.Kind, id)).Resources.Single(seen => seen.Resource.Id == id);

    public async Task<StepOutcome> RunAsync(Step step, RevealSecret? reveal = null, TimeProvider? clock = null)
    {
        await using var provider = Create(reveal, clock);
        var outcomes = new List<StepOutcome>();
        await foreach (var outcome in provider.ExecuteAsync([step], CancellationToken.None)) outcomes.Add(outcome);
        return Assert.Single(outcomes);
    }

    public void Dispose() => root.Delete(recursive: true);
}
