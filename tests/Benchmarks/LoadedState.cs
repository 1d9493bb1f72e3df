using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Loading;
using XmppDesiredState.Providers;
using XmppDesiredState.Providers.Local;
using XmppDesiredState.Providers.ZoneFile;

namespace XmppDesiredState.Benchmarks;

/// <summary>A state file in a folder of its own, as the loader reads it.</summary>
internal sealed class LoadedState
{
    private readonly string folder = Directory.CreateTempSubdirectory("xmppstate-benchmark-").FullName;

    public LoadedState(int count) => File.WriteAllText(Path.Combine(folder, "state.yaml"), StateText.Of(count));

    public static ImmutableArray<IProviderFactory> Factories { get; } = [new LocalProviderFactory(), new ZoneFileProviderFactory()];

    public LoadResult Load() => new Loader(Factories).Load(new LoadRequest { Paths = ["state.yaml"], WorkingFolder = folder });

    public DesiredState State() => Load().State ?? throw new InvalidOperationException("The benchmark's own state file is refused.");

    public void Remove() => Directory.Delete(folder, recursive: true);
}
