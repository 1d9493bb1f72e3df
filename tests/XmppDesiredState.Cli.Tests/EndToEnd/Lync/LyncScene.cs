using XmppDesiredState.LyncPowerShell.World;
using XmppDesiredState.Servers;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Lync;

/// <summary>A simulated deployment behind a real OpenSSH server, and a folder of files that declare it.</summary>
internal sealed class LyncScene : IAsyncDisposable
{
    public const string Deployment = "apiVersion: xmppstate/v1\nname: contoso\n";

    private LyncScene(OpenSshServer sshd, LyncWorld world, Sandbox sandbox) => (Sshd, World, Sandbox) = (sshd, world, sandbox);

    public OpenSshServer Sshd { get; }

    public LyncWorld World { get; }

    public Sandbox Sandbox { get; }

    /// <summary>The connection as a file would say it.</summary>
    public string Ssh => Connection(Sshd.Fingerprint, Sshd.PrivateKeyFile, Sshd.Endpoint.Port);

    /// <summary>The same cmdlets, started on this machine.</summary>
    public string Local => $"{{ local: {{ program: [\"{World.Program()}\"] }} }}";

    public static async Task<LyncScene> CreateAsync()
    {
        var sandbox = Sandbox.Empty();
        return new LyncScene(await OpenSshServer.StartAsync(), LyncWorld.Create(sandbox.PathOf("world")), sandbox);
    }

    public string Connection(string fingerprint, string key, int port) =>
        $"{{ ssh: {{ host: 127.0.0.1, port: {port}, user: {Sshd.User}, hostKey: [\"{fingerprint}\"], privateKey: {{ file: \"{key}\" }}, command: \"{World.Program()}\", connectTimeout: 5s }} }}";

    /// <summary>The file <c>desired.yaml</c>: the provider over SSH unless told otherwise, then what is given.</summary>
    public void Declare(string body, string? connection = null, string within = "30s") => Sandbox.Write("desired.yaml",
        $"{Deployment}providers:\n  lync: {{ type: lync, connection: {connection ?? Ssh}, replication: {{ within: {within} }} }}\n  files: {{ type: local, path: ./live }}\n{body}");

    public Task<Run> RunAsync(params string[] args) => Run.Of(null, args, folder: Sandbox.Folder);

    public Task<Run> ApplyAsync() => RunAsync("apply", "--auto-approve");

    public async Task PlansNothingAsync()
    {
        var plan = await RunAsync("plan", "--detailed-exitcode");
        Assert.True(plan.Code == 0, plan.Out + plan.Error);
        Assert.Contains("No changes.", plan.Out, StringComparison.Ordinal);
    }

    public int Logins() => Sshd.Log().Split("Accepted publickey").Length - 1;

    public async ValueTask DisposeAsync()
    {
        World.Dispose();
        await Sshd.DisposeAsync();
        Sandbox.Dispose();
    }
}
