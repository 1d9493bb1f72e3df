using System.Text;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Cli.Rendering.Reports;
using XmppDesiredState.Engine;
using XmppDesiredState.Engine.Execution;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Cli.Commands;

/// <summary>One view for each format asked for, and progress for whoever waits. Files are written when the apply has ended.</summary>
internal sealed class ApplyOutputs : ApplyView
{
    private readonly Session session;
    private readonly Loaded loaded;
    private readonly List<ApplyView> views = [];
    private readonly List<(string File, StringBuilder Content)> files = [];

    private ApplyOutputs(Session session, Loaded loaded) => (this.session, this.loaded) = (session, loaded);

    public static ApplyOutputs Open(Session session, Loaded loaded)
    {
        session.Outputs.CheckFolders();
        var (outputs, sources) = (new ApplyOutputs(session, loaded), loaded.Sources);
        foreach (var target in session.Outputs.Targets.Where(target => !ReportForms.Has(target.Format)))
        {
            var write = outputs.WriterOf(target);
            outputs.views.Add(target.Format switch
            {
                OutputFormat.Json => new ApplyEvents(write, sources, session.Environment.Clock, CommandLine.Version),
                OutputFormat.Markdown => new MarkdownApplyView(write),
                _ => new TextApplyView(write, sources, session.Outputs.InkOf(target)),
            });
        }

        if (session.Log.Shows(LogLevel.Info))
            outputs.views.Insert(0, new ProgressLines(session.Log, session.DrawsProgress));
        return outputs;
    }

    public override void Planned(Plan plan) => views.ForEach(view => view.Planned(plan));

    public override void Progressed(RunProgress progress) => views.ForEach(view => view.Progressed(progress));

    public override void Stopping()
    {
        views.ForEach(view => view.Stopping());
        session.Log.Write(LogLevel.Warn, "Stopping: what is under way is finished, nothing more is begun. A second signal abandons it, and only the next run will find out what became of it.");
    }

    public override void Finished(ApplyResult result)
    {
        views.ForEach(view => view.Finished(result));
        foreach (var (file, content) in files) session.Outputs.WriteFile(file, content.ToString());
        var code = ExitCode.Of(ExitColumn.Apply, Outcome.Of(result));
        session.Outputs.WriteForms(() => ApplyReport.Of(result, code, session.Environment.Clock.GetUtcNow(), loaded.Load.State?.Name ?? "", loaded.File), () => Markdown(result));
    }

    private static string Markdown(ApplyResult result)
    {
        var text = new StringBuilder();
        new MarkdownApplyView(page => text.Append(page)).Finished(result);
        return text.ToString();
    }

    private Action<string> WriterOf(OutputTarget target)
    {
        if (target.File is null)
        {
            var standard = session.Environment.Out;
            return text =>
            {
                standard.Write(text);
                standard.Flush();
            };
        }

        var content = new StringBuilder();
        files.Add((target.File, content));
        return text => content.Append(text);
    }
}
