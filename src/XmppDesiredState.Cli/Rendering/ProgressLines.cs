using System.Globalization;
using XmppDesiredState.Engine;
using XmppDesiredState.Engine.Execution;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>Progress on standard error: one line redrawn on a terminal, else a line for each finished step.</summary>
internal sealed class ProgressLines(Log log, bool isInteractive) : ApplyView
{
    private readonly Lock gate = new();
    private readonly List<string> lines = [];
    private bool isDrawn;

    public override void Progressed(RunProgress progress)
    {
        if (!isInteractive && progress.Report is null) return;
        var step = progress.Step;
        var what = Printable.Short($"{step.Change}: {Words.Of(step.Step.Operation)}{(step.Step.Member is null ? "" : $" on {step.Step.Member}")}", isInteractive ? 70 : 400);
        lock (gate)
        {
            if (isInteractive)
            {
                log.Draw($"\r\e[K[{progress.Finished}/{progress.Total}] {what}");
                isDrawn = true;
            }
            else if (progress.Report is { } report)
            {
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"[{progress.Finished}/{progress.Total}] {what}: {Words.Of(report.Result)} after {report.Took.TotalSeconds:0.0} s"));
                if (progress.HasMore) return;
                log.Write(LogLevel.Info, lines);
                lines.Clear();
            }
        }
    }

    public override void Stopping() => Clear();

    public override void Finished(ApplyResult result) => Clear();

    private void Clear()
    {
        lock (gate)
        {
            if (isDrawn) log.Draw("\r\e[K");
            isDrawn = false;
        }
    }
}
