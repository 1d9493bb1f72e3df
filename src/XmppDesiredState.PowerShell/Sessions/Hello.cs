using System.Text;
using XmppDesiredState.Programs;

namespace XmppDesiredState.PowerShell.Sessions;

/// <summary>The agent's first word: version, machine, domain and user, a line each, in Base64. Not CLIXML: a PowerShell 2.0 must be able to say it.</summary>
internal static class Hello
{
    /// <summary>Null: it is none.</summary>
    public static PowerShellHost? Read(string word)
    {
        if (word.Length > 4096) return null;
        var bytes = new byte[word.Length];
        if (!Convert.TryFromBase64String(word, bytes, out var length)) return null;
        var lines = Encoding.UTF8.GetString(bytes, 0, length).Split('\n');
        // A preview is called 7.5.0-preview.1.
        if (lines is not [var written, var machine, var domain, var user] || !Version.TryParse(written.Split('-')[0], out var version)) return null;
        return new PowerShellHost(version, ProgramText.Clean(machine), domain.Length == 0 || domain == machine ? ProgramText.Clean(user) : ProgramText.Clean($@"{domain}\{user}"));
    }
}
