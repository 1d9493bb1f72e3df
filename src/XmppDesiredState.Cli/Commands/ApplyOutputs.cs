using System.Text;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Engine;
using XmppDesiredState.Engine.Execution;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Cli.Commands;

/// <summary>One view for each format asked for, and progress for whoever waits. Files are written when the apply has ended.</summary>
internal sealed class ApplyOutputs : ApplyView
{
    private readonly Session session;
    private readonly List<ApplyView> views = [];
    private readonly List<(string File, StringBuilder Content)> files = [];

    private ApplyOutputs(Session session) => this.session = session;

    public static ApplyOutputs Open(Session session, SourceTexts sources)
    {
        session.Outputs.CheckFolders();
        var outputs = new ApplyOutputs(session);
        foreach (var target in session.Outputs.Targets)
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

    public override void Finished(ApplyResult result)
    {
        views.ForEach(view => view.Finished(result));
        foreach (var (file, content) in files) session.Outputs.WriteFile(file, content.ToString());
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
