using System.Collections.Immutable;
using XmppDesiredState.Engine.Drifting;

namespace XmppDesiredState.Cli.Rendering.Drifting;

/// <summary>An item of drift as it is shown.</summary>
/// <param name="Name">The address as people see it; safe to print.</param>
/// <param name="Rows">In drift: what somebody did. Elsewhere: what an apply would do.</param>
internal sealed record DriftLine(DriftItem Item, string Name, ImmutableArray<ChangeRow> Rows, ImmutableArray<DriftWay> Ways)
{
    /// <summary>"changed by somebody".</summary>
    public string Title => DriftWords.Because(Item.Reason);

    /// <summary>What is to be known beside the rows; safe to print.</summary>
    public IEnumerable<string> Notes
    {
        get
        {
            foreach (var note in Item.Notes) yield return Printable.Short(note);
            if (Item.Class == DriftClass.Drift)
            {
                foreach (var attribute in Item.Attributes.Where(attribute => attribute.IsAlsoInFile))
                    yield return $"the files changed as well, to {attribute.Field.Name} {Printable.Short(attribute.Field.Show(attribute.Declared!))}";
            }

            if (Item.Change?.Waiting is { } waiting) yield return $"waits for {Printable.Short(waiting.For)}";
            if (Item.Change?.Blocked is { } blocked) yield return $"blocked: {Printable.Short(blocked.Summary)} {Printable.Short(blocked.Fix)} [{blocked.Code}]";
            foreach (var mute in Mutes) yield return mute;
        }
    }

    private IEnumerable<string> Mutes => Item.Class != DriftClass.Acknowledged ? []
        : Item.Attributes.Any(attribute => attribute.Mute is not null) ? Item.Attributes.Where(attribute => attribute.Mute is not null).Select(attribute => $"{attribute.Field.Name}: {DriftWords.Of(attribute.Mute!)}")
        : Item.Mute is { } mute ? [DriftWords.Of(mute)] : [];
}
