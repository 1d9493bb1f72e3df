using System.Reflection;
using System.Text;
using XmppDesiredState.Servers;

namespace XmppDesiredState.LyncPowerShell.World;

/// <summary>Where the build left the precompiled program.</summary>
internal static class ReadyProgram
{
    private static readonly string Name = "XmppDesiredState.LyncPowerShell" + (OperatingSystem.IsWindows() ? ".exe" : "");

    public static string Path { get; } = System.IO.Path.Combine(
        typeof(ReadyProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(pair => pair.Key == "ReadyFolder").Value!, Name);

    /// <summary>A script that sets the variables and becomes the program.</summary>
    public static string WriteLauncher(string path, IReadOnlyDictionary<string, string> variables)
    {
        if (OperatingSystem.IsWindows())
        {
            path += ".cmd";
            File.WriteAllText(path, string.Concat(variables.Select(pair => $"@set \"{pair.Key}={pair.Value}\"\r\n")) + $"@\"{Path}\" %*\r\n");
            return path;
        }
        var text = new StringBuilder("#!/bin/sh\n");
        foreach (var (name, value) in variables) text.Append("export ").Append(name).Append('=').Append(Quoted(value)).Append('\n');
        File.WriteAllText(path, text.Append("exec ").Append(Quoted(Path)).Append(" \"$@\"\n").ToString());
        return ProgramFile.Make(path);
    }

    private static string Quoted(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
