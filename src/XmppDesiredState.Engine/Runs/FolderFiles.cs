using XmppDesiredState.Files;

namespace XmppDesiredState.Engine.Runs;

/// <summary>The folder of a run store: who may read it, how its files are opened.</summary>
internal static class FolderFiles
{
    private const UnixFileMode PrivateFolder = AtomicFile.Private | UnixFileMode.UserExecute;
    private static readonly Lock Creating = new();

    /// <summary>Makes the folder with a <c>.gitignore</c> that keeps all of it out of commits: it holds who did what, and names of secrets.</summary>
    public static void Create(string folder)
    {
        // Steps that begin at once append their events at once.
        lock (Creating)
        {
            if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()) return;
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, PrivateFolder);
            AtomicFile.Write(Path.Combine(folder, ".gitignore"), "*\n"u8);
        }
    }

    public static FileStreamOptions Options(FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && mode is not FileMode.Open) options.UnixCreateMode = AtomicFile.Private;
        return options;
    }

    /// <summary>Opens a file that another process may be replacing or appending to; null when there is none.</summary>
    public static FileStream? TryOpenForReading(string path)
    {
        try
        {
            return new FileStream(path, Options(FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public static async Task<byte[]?> TryReadAsync(string path, CancellationToken cancellationToken)
    {
        var file = TryOpenForReading(path);
        if (file is null) return null;
        await using (file)
        {
            var content = new byte[file.Length];
            var length = await file.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellationToken);
            return length == content.Length ? content : content[..length];
        }
    }

    /// <summary>For files that do no harm if they stay.</summary>
    public static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception stays) when (IsTrouble(stays))
        {
        }
    }

    /// <summary>Whether rights, disks or networks can cause it.</summary>
    public static bool IsTrouble(Exception exception) => exception is IOException or UnauthorizedAccessException;
}
