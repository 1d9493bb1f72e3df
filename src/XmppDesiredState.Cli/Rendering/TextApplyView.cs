using XmppDesiredState.Engine;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>The plan, then what came of it.</summary>
internal sealed class TextApplyView(Action<string> write, SourceTexts sources, Ink ink) : ApplyView
{
    private bool hasShownPlan;

    public override void Planned(Plan plan)
    {
        hasShownPlan = true;
        write(PlanText.Render(plan, sources, ink) + "\n");
    }

    public override void Finished(ApplyResult result)
    {
        // Nobody was asked, since there was nothing to execute: the plan says why.
        var explains = result.Verdict is ApplyVerdict.NothingToDo or ApplyVerdict.Waiting or ApplyVerdict.AllBlocked or ApplyVerdict.Unreadable;
        if (!hasShownPlan && explains && result.Plan is { } plan) Planned(plan);
        write(RunText.Render(result, sources, ink));
    }
}
