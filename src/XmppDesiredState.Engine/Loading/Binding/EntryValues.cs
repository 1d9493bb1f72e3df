using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Loading.Binding;

/// <summary>The attributes of an entry, or of a section's defaults, as written.</summary>
internal sealed record EntryValues(ImmutableSortedDictionary<string, Value> Values, FieldSpans Spans)
{
    public static readonly EntryValues None = new(Value.Map.NoItems, FieldSpans.None);
}
