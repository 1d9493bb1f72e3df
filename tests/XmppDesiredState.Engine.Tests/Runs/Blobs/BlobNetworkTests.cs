using System.Net;
using System.Net.Sockets;
using Azure.Storage.Blobs;
using XmppDesiredState.Providers;
using XmppDesiredState.Tests.Ordering;

namespace XmppDesiredState.Engine.Runs.Blobs;

/// <summary>A store that goes away, comes back, or says nothing at all.</summary>
[TakesLong(35)]
public sealed class BlobNetworkTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 13, 15, 0, TimeSpan.Zero);
    private static readonly LockHolder Holder = new("r1", "hanna", "admin1", 42, "apply", Now);

    private readonly Emulator emulator = new();
    private BlobContainerClient container = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await emulator.InitializeAsync();
        container = emulator.MakeContainer();
    }

    public ValueTask DisposeAsync() => emulator.DisposeAsync();

    [Fact]
    public async Task Store_ThatGoesAwayUnderTheLock_LosesNothingThatWasWritten()
    {
        await using var line = new CuttableLine(emulator.Server.Endpoint.Port);
        await using var store = emulator.Store(container.Name, time: TimeSpan.FromSeconds(5), through: line.EndpointOf(emulator.Server.Endpoint));
        await using var held = (await store.TryLockAsync(Holder, Token)).Lock;
        Assert.NotNull(held);
        await store.WriteLastAppliedAsync(LastApplied.None with { Deployment = "before" }, Token);
        await store.AppendAsync("r1", [RunEvents.Started(Now, "hanna", "admin1", "apply", null, null)], Token);

        line.Cut();
        await AllFailAsync(store);

        line.Mend();
        Assert.Equal("before", (await store.ReadLastAppliedAsync(Token)).Deployment);
        await store.WriteLastAppliedAsync(LastApplied.None with { Deployment = "after" }, Token);
        await store.AppendAsync("r1", [RunEvents.Finished(Now, "Done.")], Token);
        Assert.Equal(2, (await store.ReadRunAsync("r1", Token))!.Value.Length);
        Assert.Equal("after", (await store.ReadLastAppliedAsync(Token)).Deployment);
    }

    [Fact]
    public async Task Store_ThatIsKilledUnderTheLock_IsSaid()
    {
        await using var store = emulator.Store(container.Name, time: TimeSpan.FromSeconds(5));
        await using var held = (await store.TryLockAsync(Holder, Token)).Lock;
        Assert.NotNull(held);
        await emulator.Server.KillAsync();
        await AllFailAsync(store);
    }

    [Fact]
    public async Task Store_ThatComesBackInTime_IsWaitedFor()
    {
        await using var line = new CuttableLine(emulator.Server.Endpoint.Port);
        await using var store = new BlobRunStore(emulator.Open(container.Name, through: line.EndpointOf(emulator.Server.Endpoint)), TimeProvider.System, TimeSpan.FromSeconds(1));
        line.Cut();
        var reading = store.ReadLastAppliedAsync(Token);
        await line.RefusedAsync(Token);
        line.Mend();
        Assert.Same(LastApplied.None, await reading);
    }

    [Fact]
    public async Task Store_ThatSaysNothing_IsGivenUp()
    {
        using var hole = new TcpListener(IPAddress.Loopback, 0);
        hole.Start();
        await using var store = emulator.Store(container.Name, time: TimeSpan.FromMilliseconds(300), through: new Uri($"http://{hole.LocalEndpoint}/devstoreaccount1"));
        Assert.Equal("XDS8013", await CodeOf(() => store.ReadLastAppliedAsync(Token)));
        Assert.Equal("XDS8014", await CodeOf(() => store.TryLockAsync(Holder, Token)));
        Assert.Equal("XDS8013", await CodeOf(() => store.AppendAsync("r1", [RunEvents.Finished(Now, "Done.")], Token)));
    }

    [Fact]
    public async Task Store_ThatIsNoBlobStorage_IsSaid()
    {
        using var stranger = new HttpListener();
        var port = Servers.FreePort.Take();
        stranger.Prefixes.Add($"http://127.0.0.1:{port}/");
        stranger.Start();
        var answering = AnswerAsync(stranger);
        await using (var store = emulator.Store(container.Name, through: new Uri($"http://127.0.0.1:{port}/devstoreaccount1")))
        {
            Assert.Equal("XDS8013", await CodeOf(() => store.ListRunsAsync(Token)));
            Assert.Equal("XDS8003", await CodeOf(() => store.ReadLastAppliedAsync(Token)));
        }

        stranger.Stop();
        await answering;
    }

    // What is asked when a write's answer is lost is the store, which says nothing either.
    private static async Task AllFailAsync(BlobRunStore store)
    {
        Assert.Equal("XDS8013", await CodeOf(() => store.WriteLastAppliedAsync(LastApplied.None with { Deployment = "after" }, Token)));
        Assert.Equal("XDS8013", await CodeOf(() => store.AppendAsync("r1", [RunEvents.Finished(Now, "Done.")], Token)));
        Assert.Equal("XDS8013", await CodeOf(() => store.ReadLastAppliedAsync(Token)));
        Assert.Equal("XDS8013", await CodeOf(() => store.ListRunsAsync(Token)));
        Assert.Equal("XDS8009", (await store.FoldHistoryAsync(history => history.With("fabrikam.com", PastVerdict.Works, Now), Token)).Problem?.Code);
    }

    private static async Task AnswerAsync(HttpListener stranger)
    {
        while (stranger.IsListening)
        {
            try
            {
                var context = await stranger.GetContextAsync();
                context.Response.Headers["ETag"] = "\"1\"";
                context.Response.Headers["Last-Modified"] = "Mon, 23 Nov 2026 13:15:00 GMT";
                await context.Response.OutputStream.WriteAsync("<html>Hello"u8.ToArray());
                context.Response.Close();
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private static async Task<string> CodeOf(Func<Task> action) => (await Assert.ThrowsAsync<ProviderException>(action)).Diagnostic.Code;
}
