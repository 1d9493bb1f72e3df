using XmppDesiredState.PowerShell.Tests.Sessions;
using XmppDesiredState.Servers;

[assembly: AssemblyFixture(typeof(SessionFixture))]

namespace XmppDesiredState.PowerShell.Tests.Sessions;

/// <summary>A real OpenSSH server, and one warm session of each kind for tests that leave it as it was.</summary>
public sealed class SessionFixture : IAsyncLifetime
{
    public OpenSshServer Server { get; private set; } = null!;

    internal PowerShellSession Local { get; private set; } = null!;

    internal PowerShellSession Ssh { get; private set; } = null!;

    internal PowerShellSession this[string kind] => kind == "ssh" ? Ssh : Local;

    public async ValueTask InitializeAsync()
    {
        Server = await OpenSshServer.StartAsync(new Dictionary<string, string> { ["XDS_FIXTURE"] = "two words" });
        Local = await Simulator.OpenAsync();
        Ssh = await Simulator.OpenAsync(Simulator.Ssh(Server));
    }

    public async ValueTask DisposeAsync()
    {
        await Local.DisposeAsync();
        await Ssh.DisposeAsync();
        await Server.DisposeAsync();
    }
}
