using XmppDesiredState.Federation.Verification;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>Progress on standard error: one line redrawn on a terminal, else a line for each domain. Safe to call from several threads.</summary>
internal sealed class VerifyProgress(TextWriter error, bool isInteractive, int total)
{
    private readonly Lock gate = new();
    private int ended;

    public void Ended(PeerVerdict verdict)
    {
        lock (gate)
        {
            var line = $"[{++ended}/{total}] {verdict.Peer.Domain}: {VerifyWords.Of(verdict.Kind)}";
            if (isInteractive) error.Write($"\r\e[K{line}");
            else error.WriteLine(line);
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            if (isInteractive && ended > 0) error.Write("\r\e[K");
        }
    }
}
