using System.Diagnostics;

namespace XmppDesiredState.Servers;

/// <summary>Makes a file that a test wrote into a program.</summary>
public static class ProgramFile
{
    /// <summary>
    /// The file is written anew by another process. What this one has open for writing is inherited by each child that another test starts at that moment, until
    /// the child becomes its program, and so long the kernel runs nobody's file that is open for writing (execve(2), ETXTBSY).
    /// </summary>
    public static string Make(string path)
    {
        if (OperatingSystem.IsWindows()) return path;
        using var process = Process.Start(new ProcessStartInfo("sh", ["-ec", "cp \"$1\" \"$1.new\"; chmod 700 \"$1.new\"; mv \"$1.new\" \"$1\"", "sh", path]))!;
        process.WaitForExit();
        return process.ExitCode == 0 ? path : throw new ServerException($"{path} could not be made a program");
    }
}
