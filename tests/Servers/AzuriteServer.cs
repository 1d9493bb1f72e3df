namespace XmppDesiredState.Servers;

/// <summary>
/// Azurite 3, Microsoft's emulator of Blob Storage, with what it holds in its memory. Its account and key are the well-known ones of its
/// documentation. It answers over http; versions of the interface that it does not know yet are let pass, and so are headers that it does not have.
/// </summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    public const string Account = "devstoreaccount1";

    /// <summary>No secret: every Azurite has it.</summary>
    public const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly ServerFolder folder;
    private readonly ServerProcess process;
    private readonly int port;
    private bool isKilled;

    private AzuriteServer(ServerFolder folder, ServerProcess process, int port) => (this.folder, this.process, this.port) = (folder, process, port);

    /// <summary>Address of the account's blobs.</summary>
    public Uri Endpoint => new($"http://127.0.0.1:{port}/{Account}");

    public int ProcessId => process.Id;

    public static async Task<AzuriteServer> StartAsync()
    {
        var folder = new ServerFolder();
        try
        {
            var port = FreePort.Take();
            return new AzuriteServer(folder, await RunAsync(folder, port), port);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Ends it; whoever asks afterwards finds nobody listening. Asked politely it waits for its clients, half a minute and more.</summary>
    public async ValueTask KillAsync()
    {
        if (isKilled) return;
        isKilled = true;
        await Tool.SignalAsync("KILL", process.Id);
        await process.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        folder.Dispose();
    }

    private static Task<ServerProcess> RunAsync(ServerFolder folder, int port) => ServerProcess.StartAsync(folder,
        [Tool.Find("node"), NodeTool.FileOf("azurite/dist/src/blob/main.js"), "--silent", "--loose", "--skipApiVersionCheck", "--disableTelemetry", "--blobHost", "127.0.0.1", "--blobPort", $"{port}", "--inMemoryPersistence"],
        async () => await AnswersAsync(port));

    private static async Task<bool> AnswersAsync(int port)
    {
        try
        {
            using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
            using var response = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/"));
            return true;
        }
        catch (Exception notYet) when (notYet is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
