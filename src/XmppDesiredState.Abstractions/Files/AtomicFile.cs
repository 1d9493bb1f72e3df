namespace XmppDesiredState.Files;

/// <summary>
/// Writes files so that a reader, or the next run after a crash at any moment, finds either the old content or the new, whole.
/// </summary>
public static class AtomicFile
{
    /// <summary>Files this class leaves behind when its process is killed end so; readers of folders pass over them.</summary>
    public const string TemporarySuffix = ".xmppstate-tmp";

    /// <summary>Owner may read and write, nobody else: what holds plans, records and keys. On Windows the folder's access list decides.</summary>
    public const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The mode of an ordinary file.</summary>
    public const UnixFileMode Shared = Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static int count;

    /// <summary>Replaces or creates a file: a temporary file in the same folder, flushed to disk, then renamed.</summary>
    /// <param name="path">Absolute path; its folder exists.</param>
    /// <param name="mode">Mode of a new file; a file that is replaced keeps its own unless <paramref name="mode"/> is <see cref="Private"/>.</param>
    /// <param name="exactly">The mode whatever the process's mask takes away: for what another user's process must read.</param>
    public static void Write(string path, ReadOnlySpan<byte> content, UnixFileMode mode = Shared, bool exactly = false) => Replace(path, content, static (stream, bytes) => stream.Write(bytes), mode, exactly);

    /// <inheritdoc cref="Write(string, ReadOnlySpan{byte}, UnixFileMode, bool)"/>
    /// <param name="write">Writes the content.</param>
    public static void Write(string path, Action<Stream> write, UnixFileMode mode = Shared) => Replace(path, write, static (stream, fill) => fill(stream), mode, exactly: false);

    private static void Replace<T>(string path, T content, Action<Stream, T> write, UnixFileMode mode, bool exactly)
        where T : allows ref struct
    {
        var temporary = $"{path}.{Environment.ProcessId}-{Interlocked.Increment(ref count)}{TemporarySuffix}";
        if (!OperatingSystem.IsWindows() && mode != Private && File.Exists(path)) mode = File.GetUnixFileMode(path);
        // What an earlier process left; a file of that name made by somebody else, or a link, is never written through.
        File.Delete(temporary);
        try
        {
            using (var stream = new FileStream(temporary, Options(mode)))
            {
                // The process's mask would take away what the file that is replaced grants.
                if (!OperatingSystem.IsWindows() && (exactly || File.Exists(path))) File.SetUnixFileMode(stream.SafeFileHandle, mode);
                write(stream, content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static FileStreamOptions Options(UnixFileMode mode)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = mode;
        return options;
    }
}
