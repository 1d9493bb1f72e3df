using System.Runtime.ExceptionServices;

namespace XmppDesiredState.Files;

/// <summary>Reads files that somebody else names: never more than was agreed, and never waiting for a pipe at whose other end nobody is.</summary>
public static class BoundedFile
{
    /// <summary>How long opening may take. A file opens at once; a named pipe opens when its writer does.</summary>
    public static readonly TimeSpan OpenTime = TimeSpan.FromSeconds(1);

    /// <summary>The whole content; null when it has more than <paramref name="most"/> bytes.</summary>
    /// <param name="path">Of a file, or of a pipe such as a shell makes for <c>&lt;(command)</c>.</param>
    /// <exception cref="DeadPipeException">It is a pipe that nobody writes to.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a folder.</exception>
    public static ReadOnlyMemory<byte>? Read(string path, int most)
    {
        using var stream = Open(path);
        // A pipe has no length and a device no end, so the count decides.
        var buffer = new byte[stream.CanSeek ? (int)Math.Min(stream.Length + 1, (long)most + 1) : Math.Min(64 * 1024, most + 1)];
        var count = 0;
        for (int read; (read = stream.Read(buffer, count, buffer.Length - count)) > 0;)
        {
            count += read;
            if (count > most) return null;
            if (count == buffer.Length) Array.Resize(ref buffer, (int)Math.Min(2L * buffer.Length, (long)most + 1));
        }

        return buffer.AsMemory(0, count);
    }

    private static FileStream Open(string path)
    {
        // Whatever has a length is no pipe; a link does not say what it leads to.
        if (new FileInfo(path) is { Exists: true, Length: > 0, LinkTarget: null }) return OpenHere(path);
        // An open that waits cannot be cancelled, so it waits on a thread that the process leaves behind.
        var opening = Task.Factory.StartNew(() => OpenHere(path), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (Task.WaitAny([opening], OpenTime) < 0) throw new DeadPipeException();
        if (opening.Exception?.InnerException is { } problem) ExceptionDispatchInfo.Throw(problem);
        return opening.Result;
    }

    private static FileStream OpenHere(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
}
