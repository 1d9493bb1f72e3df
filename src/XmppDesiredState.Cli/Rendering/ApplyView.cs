using XmppDesiredState.Engine;
using XmppDesiredState.Engine.Execution;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>An apply in one format, told as it happens.</summary>
internal abstract class ApplyView
{
    /// <summary>The plan that is about to be approved.</summary>
    public virtual void Planned(Plan plan)
    {
    }

    /// <summary>May come from several threads at once.</summary>
    public virtual void Progressed(RunProgress progress)
    {
    }

    /// <summary>A signal asked for the end.</summary>
    public virtual void Stopping()
    {
    }

    public abstract void Finished(ApplyResult result);
}
