using System.Collections.Immutable;
using XmppDesiredState.Providers;

namespace XmppDesiredState.PowerShell;

/// <summary>What opening a session needs beside the connection.</summary>
/// <param name="Folder">Absolute; a program with a folder of its own is relative to it.</param>
/// <param name="Reveal">Resolves secrets at the moment of use.</param>
/// <param name="AllowPrograms">False under <c>--no-exec</c>: nothing is started on this machine; a connection by SSH may be made.</param>
public sealed record PowerShellOpening(string Folder, RevealSecret Reveal, TimeProvider Clock, Action<string> Progress, bool AllowPrograms)
{
    /// <summary>From the connection's beginning until PowerShell answers.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Program and arguments of a PowerShell on this machine, where the connection names none; empty: <see cref="PowerShellProgram.Default"/>.</summary>
    public ImmutableArray<string> Program { get; init; } = [];

    /// <summary>The cmdlets that a connection by remoting imports; those of the endpoint that are not named do not exist in the session.</summary>
    public ImmutableArray<string> Imports { get; init; } = [];

    public static PowerShellOpening For(ProviderSettings settings) => new(settings.Folder, settings.Reveal, settings.Clock, settings.Progress, settings.AllowPrograms);
}
