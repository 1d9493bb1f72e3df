using XmppDesiredState.Federation.Verification;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>Progress on standard error: one line redrawn on a terminal, else a line for each domain. Safe to call from several threads.</summary>
internal sealed class VerifyProgress(Log log, bool isInteractive, int total)
{
    private readonly Lock gate = new();
    private int ended;

    public void Ended(PeerVerdict verdict)
    {
        lock (gate)
        {
            var line = $"[{++ended}/{total}] {verdict.Peer.Domain}: {VerifyWords.Of(verdict.Kind)}";
            if (isInteractive) log.Draw($"\r\e[K{line}");
            else log.Write(LogLevel.Info, line);
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            if (isInteractive && ended > 0) log.Draw("\r\e[K");
        }
    }
}
