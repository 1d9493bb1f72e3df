using System.Text;

namespace XmppDesiredState.PowerShell;

/// <summary>Every text that is sent to be run, all of them constants.</summary>
internal static class PowerShellScripts
{
    /// <summary>
    /// The one line that <c>-Command -</c> parses: it reads the agent in Base64 from the next line, so that no code page matters, and hands it the
    /// line after that.
    /// </summary>
    public const string Bootstrap =
        "try { & ([ScriptBlock]::Create([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String([Console]::In.ReadLine())))) ([Console]::In.ReadLine()) } catch { [Console]::Error.WriteLine([string]$_); exit 70 } exit 0";

    public static string Agent { get; } = Read("Agent.ps1");

    public static string Remoting { get; } = Read("Remoting.ps1");

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(PowerShellScripts).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
