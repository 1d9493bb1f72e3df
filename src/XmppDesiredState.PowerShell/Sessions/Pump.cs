using System.IO.Pipelines;
using Renci.SshNet.Common;

namespace XmppDesiredState.PowerShell.Sessions;

/// <summary>
/// Reads a stream on a thread of its own. Pipes of a process (on Unix) and the streams of SSH.NET block the thread that reads them, asynchronously or
/// not: a few sessions would hold every thread of the pool, on which everything else runs.
/// </summary>
internal static class Pump
{
    /// <summary>What arrives, readable without blocking; at the end of the source, however that comes, it ends.</summary>
    public static Stream Start(Stream source)
    {
        // Never pauses, so that a write is never waited for: both readers read on without a pause, and bound what they keep.
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0, useSynchronizationContext: false));
        new Thread(() => Run(source, pipe.Writer)) { IsBackground = true, Name = "PowerShell output" }.Start();
        return pipe.Reader.AsStream();
    }

    private static void Run(Stream source, PipeWriter writer)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            for (int read; (read = source.Read(buffer)) > 0;)
            {
                var written = writer.WriteAsync(buffer.AsMemory(0, read), CancellationToken.None);
                if (!written.IsCompletedSuccessfully || written.Result.IsCompleted) break;
            }
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException or SshException or InvalidOperationException or OperationCanceledException)
        {
            // The other side is gone; how is known from the end of the process or the connection.
        }

        writer.Complete();
    }
}
