namespace XmppDesiredState.Cli.Tests.EndToEnd;

/// <summary>What <c>src/release.sh</c> makes on this machine, from the build that these tests belong to.</summary>
public sealed class ReleaseScene : IAsyncLifetime
{
    private readonly Sandbox sandbox = Sandbox.Empty();

    /// <summary>Holds the tool package, the bill of materials and the checksums.</summary>
    public string Folder => sandbox.PathOf("release");

    public async ValueTask InitializeAsync()
    {
        (await RunAsync("package", Folder, "--no-build")).Ended(0);
        (await RunAsync("checksums", Folder)).Ended(0);
    }

    public ValueTask DisposeAsync()
    {
        sandbox.Dispose();
        return ValueTask.CompletedTask;
    }

    internal static Task<ToolResult> RunAsync(params string[] arguments) => Tool.RunOtherAsync("bash", Repository.Root, ["src/release.sh", .. arguments]);
}
