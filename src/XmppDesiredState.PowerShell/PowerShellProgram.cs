using System.Collections.Immutable;

namespace XmppDesiredState.PowerShell;

/// <summary>How PowerShell is started so that it reads its commands from standard input.</summary>
public static class PowerShellProgram
{
    /// <summary>What <c>powershell.exe</c> is told on another machine, where its platform is not this one's.</summary>
    public const string RemoteCommand = "powershell.exe -NoLogo -NoProfile -NonInteractive -Command -";

    /// <summary>On Windows <c>powershell.exe</c>, elsewhere <c>pwsh</c>.</summary>
    public static ImmutableArray<string> Default { get; } =
        [OperatingSystem.IsWindows() ? "powershell.exe" : "pwsh", "-NoLogo", "-NoProfile", "-NonInteractive", "-Command", "-"];
}
