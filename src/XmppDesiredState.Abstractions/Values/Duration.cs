namespace XmppDesiredState.Values;

/// <summary>The written form of a duration: whole numbers with the units <c>d h m s</c>, largest first, each at most once.</summary>
public static class Duration
{
    private static readonly (char Unit, long Seconds)[] Units = [('d', 86400), ('h', 3600), ('m', 60), ('s', 1)];

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        long total = 0, number = 0;
        int next = 0, digits = 0;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c))
            {
                if (++digits > 10) return false;
                number = (number * 10) + (c - '0');
                continue;
            }

            var unit = Array.FindIndex(Units, next, u => u.Unit == c);
            if (unit < 0 || digits == 0) return false;
            total += number * Units[unit].Seconds;
            (next, number, digits) = (unit + 1, 0, 0);
        }

        if (next == 0 || digits != 0 || total > int.MaxValue) return false;
        duration = TimeSpan.FromSeconds(total);
        return true;
    }

    /// <summary>The shortest written form: <c>3600</c> seconds are <c>1h</c>.</summary>
    public static string Format(TimeSpan duration)
    {
        var seconds = (long)duration.TotalSeconds;
        if (seconds == 0) return "0s";
        var text = seconds < 0 ? "-" : "";
        seconds = Math.Abs(seconds);
        foreach (var (unit, size) in Units)
        {
            if (seconds >= size) text += $"{seconds / size}{unit}";
            seconds %= size;
        }

        return text;
    }
}
