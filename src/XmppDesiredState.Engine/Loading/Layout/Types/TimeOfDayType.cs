using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Loading.Layout.Types;

/// <summary>A wall-clock time, <c>"22:00"</c>. Quoted in files, since YAML 1.1 readers take it for a number in base 60.</summary>
internal sealed class TimeOfDayType : FieldType<TimeOnly>
{
    public const string Pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$";

    public static readonly TimeOfDayType Instance = new();

    public override string Description => "a time such as \"22:00\"";

    public override bool TryRead(Value raw, [NotNullWhen(true)] out TimeOnly result, [NotNullWhen(false)] out Problem? problem)
    {
        result = default;
        problem = raw is Value.Text text && TimeOnly.TryParseExact(text.Content, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out result) ? null : Expected(raw);
        return problem is null;
    }

    public override Value Write(TimeOnly value) => new Value.Text(value.ToString("HH:mm", CultureInfo.InvariantCulture));

    public override string Show(Value canonical) => canonical is Value.Text text ? text.Content : "";
}
