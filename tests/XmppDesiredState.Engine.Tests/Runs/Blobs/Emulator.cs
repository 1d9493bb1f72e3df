using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using XmppDesiredState.Azure.Blobs;
using XmppDesiredState.Blobs;
using XmppDesiredState.Credentials;
using XmppDesiredState.Servers;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Runs.Blobs;

/// <summary>One Azurite for the tests of a class, and containers in it.</summary>
public sealed class Emulator : IAsyncLifetime
{
    private AzuriteServer? server;

    public AzuriteServer Server => server ?? throw new InvalidOperationException("It was not started.");

    public async ValueTask InitializeAsync() => server = await AzuriteServer.StartAsync();

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>A new, empty container as an administrator sees it.</summary>
    public BlobContainerClient MakeContainer()
    {
        var container = Container($"xmppstate-{Guid.NewGuid():N}");
        container.Create(PublicAccessType.None, cancellationToken: TestContext.Current.CancellationToken);
        return container;
    }

    public BlobContainerClient Container(string name) =>
        new(new Uri($"{Server.Endpoint}/{name}"), new StorageSharedKeyCredential(AzuriteServer.Account, AzuriteServer.Key), new BlobClientOptions { Retry = { MaxRetries = 0 } });

    /// <summary>The same as the program sees it.</summary>
    /// <param name="through">Another address that leads there.</param>
    internal AzureBlobs Open(string container, string prefix = "", TimeProvider? clock = null, TimeSpan? time = null, string key = AzuriteServer.Key, Uri? through = null) => new(
        new BlobPlace(through ?? Server.Endpoint, AzuriteServer.Account, container, prefix, AzureCredential.Auto, null, new Value.Secret(new SecretReference(SecretSource.Environment, ["KEY"]), 0), null),
        (_, _) => ValueTask.FromResult(key.AsMemory()), allowPrograms: false, clock ?? TimeProvider.System, new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) }, time ?? TimeSpan.FromSeconds(20));

    internal BlobRunStore Store(string container, string prefix = "", TimeProvider? clock = null, TimeSpan? time = null, Uri? through = null) =>
        new(Open(container, prefix, clock, time, through: through), clock ?? TimeProvider.System, TimeSpan.FromMilliseconds(50));
}
