using System.Diagnostics.CodeAnalysis;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Engine.Loading.Layout.Types;

/// <summary>Days from the first to the last, both inclusive: <c>"2026-12-22/2027-01-06"</c> (ISO 8601 interval), or one day.</summary>
internal sealed class DateRangeType : FieldType<(DateOnly First, DateOnly Last)>
{
    public const string Pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}(/[0-9]{4}-[0-9]{2}-[0-9]{2})?$";

    public static readonly DateRangeType Instance = new();

    public override string Description => "a day or a range of days such as \"2026-12-22/2027-01-06\"";

    public override bool TryRead(Value raw, [NotNullWhen(true)] out (DateOnly First, DateOnly Last) result, [NotNullWhen(false)] out Problem? problem)
    {
        result = default;
        problem = Expected(raw);
        if (raw is not Value.Text text) return false;
        var parts = text.Content.Split('/');
        if (parts.Length > 2 || !DateType.Instance.TryRead(new Value.Text(parts[0]), out DateOnly first, out _) || !DateType.Instance.TryRead(new Value.Text(parts[^1]), out DateOnly last, out _)) return false;
        problem = last < first ? new Problem("ends before it begins", "Write the earlier day first.") : null;
        result = (first, last);
        return problem is null;
    }

    public override Value Write((DateOnly First, DateOnly Last) value) =>
        new Value.Text(value.First == value.Last ? $"{value.First:yyyy-MM-dd}" : $"{value.First:yyyy-MM-dd}/{value.Last:yyyy-MM-dd}");

    public override string Show(Value canonical) => canonical is Value.Text text ? text.Content : "";
}
