using System.Diagnostics;

namespace XmppDesiredState.LyncPowerShell.Cmdlets;

/// <summary>The SSH connection that this process runs in, if any: the nearest ancestor that is an sshd serves it, and it alone.</summary>
internal static class SshConnection
{
    public static void Cut()
    {
        for (var process = Environment.ProcessId; Parent(process) is var (parent, name) && parent > 1; process = parent)
        {
            if (!name.StartsWith("sshd", StringComparison.Ordinal)) continue;
            using var server = Process.GetProcessById(parent);
            server.Kill();
            return;
        }
    }

    private static (int Id, string Name)? Parent(int process)
    {
        // "pid (name) state ppid …", and a name may hold spaces and brackets.
        var own = Stat(process);
        if (own is null) return null;
        var parent = int.Parse(own[(own.LastIndexOf(')') + 2)..].Split(' ')[1]);
        var stat = Stat(parent);
        return stat is null ? null : (parent, stat[(stat.IndexOf('(') + 1)..stat.LastIndexOf(')')]);
    }

    private static string? Stat(int process) => File.Exists($"/proc/{process}/stat") ? File.ReadAllText($"/proc/{process}/stat") : null;
}
