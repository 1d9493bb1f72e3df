using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Engine.Validation;

/// <summary>Places by file, line and column; nowhere comes first.</summary>
internal sealed class PlaceOrder : IComparer<SourceSpan?>
{
    public static readonly PlaceOrder Instance = new();

    public int Compare(SourceSpan? x, SourceSpan? y)
    {
        if (x is null || y is null) return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        var order = string.CompareOrdinal(x.File, y.File);
        if (order == 0) order = x.Line.CompareTo(y.Line);
        return order != 0 ? order : x.Column.CompareTo(y.Column);
    }
}
