using System.Collections.Immutable;
using XmppDesiredState.PowerShell.Connections;
using XmppDesiredState.Servers;

namespace XmppDesiredState.PowerShell.Tests;

/// <summary>The real PowerShell engine behind the command line of <c>powershell.exe</c>.</summary>
internal static class Simulator
{
    public static ImmutableArray<string> Program { get; } =
        [Path.Combine(AppContext.BaseDirectory, "XmppDesiredState.LyncPowerShell"), "-NoLogo", "-NoProfile", "-NonInteractive", "-Command", "-"];

    public static PowerShellConnection.Local Local { get; } = new(Program);

    public static PowerShellOpening Opening { get; } = new(AppContext.BaseDirectory, Secrets.Reveal, TimeProvider.System, static _ => { }, AllowPrograms: true);

    public static PowerShellConnection.Ssh Ssh(OpenSshServer server) => new(server.Endpoint.Address.ToString(), server.Endpoint.Port, server.User, [server.Fingerprint],
        Secrets.File(server.PrivateKeyFile), null, null, string.Join(' ', Program), TimeSpan.FromSeconds(20));

    public static Task<PowerShellSession> OpenAsync(PowerShellConnection? connection = null) => PowerShellSession.OpenAsync(connection ?? Local, Opening, TestContext.Current.CancellationToken);

    public static PowerShellCall Call(string script, params (string Name, object? Value)[] parameters) =>
        new(script, parameters.ToImmutableSortedDictionary(parameter => parameter.Name, parameter => parameter.Value, StringComparer.Ordinal), TimeSpan.FromSeconds(30));

    public static Task<PowerShellAnswer> InvokeAsync(this PowerShellSession session, string script, params (string Name, object? Value)[] parameters) =>
        session.InvokeAsync(Call(script, parameters), TestContext.Current.CancellationToken);
}
