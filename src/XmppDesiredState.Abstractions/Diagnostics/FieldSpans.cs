using System.Collections.Immutable;

namespace XmppDesiredState.Diagnostics;

/// <summary>Where each given attribute of one entry stands. An array that is searched: entries have few attributes and files many entries.</summary>
public sealed class FieldSpans(ImmutableArray<(string Name, SourceSpan Where)> items)
{
    public static readonly FieldSpans None = new([]);

    /// <summary>Null when the attribute is not given.</summary>
    public SourceSpan? this[string name]
    {
        get
        {
            foreach (var item in items)
            {
                if (item.Name == name) return item.Where;
            }

            return null;
        }
    }
}
