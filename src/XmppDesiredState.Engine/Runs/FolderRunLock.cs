namespace XmppDesiredState.Engine.Runs;

/// <summary>An open file that nobody else can open. The operating system closes it when the process ends, however it ends.</summary>
internal sealed class FolderRunLock(FileStream file, string holderPath, Action released) : IRunLock
{
    /// <summary>Never: the operating system does not take a file lock back.</summary>
    public CancellationToken Lost => CancellationToken.None;

    public ValueTask DisposeAsync()
    {
        // First the particulars, then the lock: in the other order those of the next holder could be deleted.
        FolderFiles.TryDelete(holderPath);
        released();
        return file.DisposeAsync();
    }

    /// <summary>Null while somebody else has it. The file stays for ever: deleting it would let two processes lock two files of one name.</summary>
    /// <exception cref="IOException">It could not be tried.</exception>
    public static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FolderFiles.Options(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException held) when (IsHeld(held))
        {
            return null;
        }
    }

    /// <summary>Whether somebody has it. Opens the file for a moment, to read and beside other readers, and never makes it.</summary>
    /// <exception cref="IOException">It could not be tried.</exception>
    public static bool IsTaken(string path)
    {
        try
        {
            using var seen = new FileStream(path, FolderFiles.Options(FileMode.Open, FileAccess.Read, FileShare.Read));
            return false;
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (IOException held) when (IsHeld(held))
        {
            return true;
        }
    }

    // Windows: ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION. Elsewhere .NET hands on EWOULDBLOCK of flock(2): 11 on Linux, 35 on macOS and the BSDs.
    private static bool IsHeld(IOException exception) => OperatingSystem.IsWindows()
        ? (exception.HResult & 0xFFFF) is 32 or 33
        : exception.HResult is 11 or 35;
}
