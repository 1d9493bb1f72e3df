namespace XmppDesiredState.Providers.ZoneFile.Master;

/// <summary>Times to live: seconds, or numbers with the units <c>w d h m s</c> as BIND reads them (<c>1h30m</c>).</summary>
internal static class ZoneTtl
{
    public static bool TryParse(ReadOnlySpan<byte> token, out uint seconds)
    {
        seconds = 0;
        if (token.IsEmpty || !char.IsAsciiDigit((char)token[0])) return false;
        long total = 0, number = 0;
        int digits = 0, units = 0;
        foreach (var c in token)
        {
            if (char.IsAsciiDigit((char)c))
            {
                if (++digits > 10) return false;
                number = (number * 10) + (c - '0');
                continue;
            }

            long unit = (c | 0x20) switch { 'w' => 604800, 'd' => 86400, 'h' => 3600, 'm' => 60, 's' => 1, _ => 0 };
            if (unit == 0 || digits == 0) return false;
            total += number * unit;
            (number, digits, units) = (0, 0, units + 1);
            if (total > uint.MaxValue) return false;
        }

        if (digits > 0 && units > 0) return false;
        total += number;
        if (total > uint.MaxValue) return false;
        // RFC 2181 §8: a value with the most significant bit set counts as zero.
        seconds = total > int.MaxValue ? 0 : (uint)total;
        return true;
    }
}
