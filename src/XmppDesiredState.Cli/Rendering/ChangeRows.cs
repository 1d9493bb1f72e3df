using System.Collections.Immutable;
using XmppDesiredState.Engine.Diffing;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>The attributes of a change as lines, the same in text and Markdown.</summary>
internal static class ChangeRows
{
    public static ImmutableArray<ChangeRow> Of(Change change) => change.Action == ChangeAction.Restart ? [.. Members(change)] : [.. change.Attributes.SelectMany(attribute => Of(change.Action, attribute))];

    /// <summary>The same for attributes alone, whoever changed them.</summary>
    public static ImmutableArray<ChangeRow> Of(IEnumerable<AttributeChange> attributes) => [.. attributes.SelectMany(attribute => Of(ChangeAction.Update, attribute))];

    // By member: what it runs with, and what it shall run with.
    private static IEnumerable<ChangeRow> Members(Change change)
    {
        if (change.After?[Service.Loaded] is not Value.Map after) yield break;
        var before = (change.Before?[Service.Loaded] as Value.Map)?.Items ?? Value.Map.NoItems;
        foreach (var (member, wanted) in after.Items)
        {
            var now = before.GetValueOrDefault(member) is Value.Text had ? Printable.Short(had.Content) : "nothing seen";
            yield return new ChangeRow('~', Printable.Short(member), $"{now} → {(wanted is Value.Text known ? Printable.Short(known.Content) : "the new certificate")}", null);
        }
    }

    private static IEnumerable<ChangeRow> Of(ChangeAction action, AttributeChange attribute)
    {
        var name = attribute.Field.Name;
        var note = attribute.Note is null ? null : Printable.Short(attribute.Note);
        if (action == ChangeAction.Delete || attribute is { Before: not null, After: null })
        {
            yield return new ChangeRow('-', name, Show(attribute.Field, attribute.Before ?? attribute.After), note);
            yield break;
        }

        if (attribute.Before is null)
        {
            yield return new ChangeRow('+', name, Show(attribute.Field, attribute.After), note);
            yield break;
        }

        var (added, removed) = attribute.Items;
        if (added.Count + removed.Count == 0)
        {
            yield return new ChangeRow('~', name, $"{Show(attribute.Field, attribute.Before)} → {Show(attribute.Field, attribute.After)}", note);
            yield break;
        }

        foreach (var item in removed) yield return new ChangeRow('-', name, ShowItem(attribute.Field, item), null);
        foreach (var item in added) yield return new ChangeRow('+', name, ShowItem(attribute.Field, item), note);
    }

    // A secret's value is a reference; should one ever be anything else, it still does not leave the process.
    private static string Show(Field field, Value? value) => value switch
    {
        null => "(not reported)",
        not Value.Cleared when field.Is(Traits.Secret) => "(secret)",
        _ => Quoted(Printable.Short(field.Show(value))),
    };

    private static string ShowItem(Field field, Value item) =>
        field.UntypedType is IListType list && item is not (Value.Later or Value.Secret) ? Quoted(Printable.Short(list.ItemType.Show(item))) : Show(field, item);

    // An empty text, or one with blanks at an end, would not be seen.
    private static string Quoted(string shown) => shown.Length == 0 || shown[0] == ' ' || shown[^1] == ' ' ? $"\"{shown}\"" : shown;
}
