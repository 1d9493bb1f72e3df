using System.Diagnostics.CodeAnalysis;

namespace XmppDesiredState.Values.Types;

/// <summary>A time span of whole seconds, written with units: <c>30d</c>, <c>1h30m</c>, <c>90s</c>.</summary>
public sealed class DurationType(TimeSpan minimum, TimeSpan maximum) : FieldType<TimeSpan>
{
    public DurationType() : this(TimeSpan.Zero, TimeSpan.FromSeconds(int.MaxValue))
    {
    }

    public TimeSpan Minimum => minimum;

    public TimeSpan Maximum => maximum;

    public override string Description => "a duration such as 30d, 5m, 1h or 90s";

    public override bool TryRead(Value raw, [NotNullWhen(true)] out TimeSpan result, [NotNullWhen(false)] out Problem? problem)
    {
        result = default;
        problem = raw switch
        {
            // Canonical form: seconds. A state file cannot arrive here with a bare number: the loader asks for a unit.
            Value.Number number => Set(TimeSpan.FromSeconds(Math.Clamp(number.Content, -1, int.MaxValue + 1L)), out result),
            Value.Text text when Duration.TryParse(text.Content, out result) => null,
            _ => Expected(raw),
        };
        if (problem is null && (result < minimum || result > maximum))
            problem = new Problem($"is out of range: {Duration.Format(result)}", $"Write a duration from {Duration.Format(minimum)} to {Duration.Format(maximum)}.");
        return problem is null;
    }

    public override Value Write(TimeSpan value) => new Value.Number((long)value.TotalSeconds);

    public override string Show(Value canonical) => canonical is Value.Number number ? Duration.Format(TimeSpan.FromSeconds(number.Content)) : "";

    private static Problem? Set(TimeSpan value, out TimeSpan result)
    {
        result = value;
        return null;
    }
}
