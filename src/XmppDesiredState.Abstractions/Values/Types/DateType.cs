using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace XmppDesiredState.Values.Types;

/// <summary>A calendar day, <c>2027-03-31</c>.</summary>
public sealed class DateType : FieldType<DateOnly>
{
    public static readonly DateType Instance = new();

    public override string Description => "a date such as 2027-03-31";

    public override bool TryRead(Value raw, [NotNullWhen(true)] out DateOnly result, [NotNullWhen(false)] out Problem? problem)
    {
        result = default;
        problem = raw is Value.Text text && DateOnly.TryParseExact(text.Content, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out result)
            ? null : Expected(raw);
        return problem is null;
    }

    public override Value Write(DateOnly value) => new Value.Text(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public override string Show(Value canonical) => canonical is Value.Text text ? text.Content : "";
}
