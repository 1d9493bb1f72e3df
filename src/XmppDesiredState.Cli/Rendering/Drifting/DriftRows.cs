using System.Collections.Immutable;
using XmppDesiredState.Engine.Drifting;
using XmppDesiredState.Engine.Planning;

namespace XmppDesiredState.Cli.Rendering.Drifting;

/// <summary>The attributes of an item as lines: where somebody did something, what they did; elsewhere what an apply would do.</summary>
internal static class DriftRows
{
    public static ImmutableArray<ChangeRow> Of(DriftItem item)
    {
        if (item.Change is { Action: ChangeAction.Restart } restart) return ChangeRows.Of(restart);
        // That all of it is live is no news: what is worth reading is that it is there.
        var isDone = item.Class is DriftClass.Drift or DriftClass.Unlisted or DriftClass.Acknowledged;
        return ChangeRows.Of(item.Attributes.Select(attribute => isDone ? attribute.Done : attribute.ToDo));
    }
}
