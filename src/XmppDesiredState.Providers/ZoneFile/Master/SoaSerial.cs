using System.Globalization;

namespace XmppDesiredState.Providers.ZoneFile.Master;

/// <summary>The next serial of a zone: always forward in the arithmetic of RFC 1982, never 0.</summary>
internal static class SoaSerial
{
    /// <summary>Keeps the style <c>yyyyMMddnn</c> (RFC 1912 §2.2) where the serial has it, else counts one up.</summary>
    public static uint Next(uint current, DateOnly today)
    {
        var first = uint.Parse(today.ToString("yyyyMMdd", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) * 100 + 1;
        if (IsDated(current) && current < first) return first;
        var next = unchecked(current + 1);
        return next == 0 ? 1 : next;
    }

    private static bool IsDated(uint serial) => DateOnly.TryParseExact((serial / 100).ToString(CultureInfo.InvariantCulture), "yyyyMMdd",
        CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1980 and < 2148;
}
