using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using XmppDesiredState.Values;

namespace XmppDesiredState.Resources;

/// <summary><c>33%</c> of the lifetime, or a duration such as <c>30d</c>. The canonical form is the text.</summary>
public sealed class RenewBeforeType : FieldType<RenewBefore>
{
    public static readonly RenewBeforeType Instance = new();

    public override string Description => "a share such as 33% or a duration such as 30d";

    public override bool TryRead(Value raw, [NotNullWhen(true)] out RenewBefore? result, [NotNullWhen(false)] out Problem? problem)
    {
        result = null;
        var text = (raw as Value.Text)?.Content ?? "";
        if (text.EndsWith('%') && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and < 100)
            result = new RenewBefore(percent, null);
        else if (Duration.TryParse(text, out var time) && time > TimeSpan.Zero)
            result = new RenewBefore(null, time);
        problem = result is null ? Expected(raw) : null;
        return problem is null;
    }

    public override Value Write(RenewBefore value) => new Value.Text(value.Percent is { } percent ? $"{percent}%" : Duration.Format(value.Time!.Value));

    public override string Show(Value canonical) => canonical is Value.Text text ? text.Content : "";
}
