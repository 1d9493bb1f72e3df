using System.Buffers;
using System.Globalization;

namespace XmppDesiredState.Values;

/// <summary>
/// Domain names in the one form compared everywhere: lower case, A-labels (RFC 5890), no trailing dot.
/// The answer is the same on every platform, so only letters whose mapping no Unicode version disputes are translated;
/// for every other name the author writes the A-label.
/// </summary>
public static class DomainName
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>Null when the name is one, else what is wrong with it.</summary>
    /// <param name="written">As the author wrote it; quoted in messages.</param>
    /// <param name="name">At most 253 octets (RFC 1035 §2.3.4).</param>
    public static Problem? TryNormalize(string written, out string? name)
    {
        name = null;
        if (written.Length is 0 or > 1024) return Not(written, "is not a domain name", "Write a name such as contoso.com.");
        if (IsNormal(written))
        {
            name = written;
            return null;
        }

        var lower = written.ToLowerInvariant();
        if (lower.Contains('*')) return Not(written, "is a wildcard", "List every domain by its name: XMPP federation has no wildcards.");
        if (lower.EndsWith('.')) lower = lower[..^1];
        // The second half: the Kelvin sign has an ASCII letter as its lower case.
        if (lower.Any(c => c >= 0x80 && !IsUndisputed(c)) || written.Any(c => c >= 0x80 && char.ToLowerInvariant(c) < 0x80))
            return Not(written, "has letters that not every system maps alike", "Write the name as xn--… (its A-label, RFC 5890).");
        try
        {
            name = Idn.GetAscii(lower).ToLowerInvariant();
            // An A-label that decodes to nothing, or to something that encodes otherwise, is not a name anyone can register.
            if (lower.Contains("xn--", StringComparison.Ordinal) && Idn.GetUnicode(name).Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || char.IsUpper(c))) name = null;
        }
        catch (ArgumentException)
        {
            name = null;
        }

        if (name is null || name.Length > 253 || !name.Contains('.') || name.EndsWith('.') || EndsInNumber(name))
        {
            name = null;
            return Not(written, "is not a domain name", "Write a full name such as contoso.com: labels of 1 to 63 letters, digits and hyphens, with dots between.");
        }

        return null;
    }

    /// <summary>Whether a text is an IPv4 or IPv6 address rather than a name.</summary>
    public static bool IsAddress(string text) => System.Net.IPAddress.TryParse(text, out _);

    // Such as the last part of an IPv4 address, in any of the forms that some resolver takes for one (RFC 3696 §2).
    private static bool EndsInNumber(ReadOnlySpan<char> name)
    {
        var label = name[(name.LastIndexOf('.') + 1)..];
        return !label.ContainsAnyExceptInRange('0', '9') || (label.StartsWith("0x") && !label[2..].ContainsAnyExcept(HexDigits));
    }

    // The common case, tested without allocating: already lower-case ASCII.
    private static bool IsNormal(string text)
    {
        int label = 0, dots = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '.')
            {
                if (label == 0 || text[i - 1] == '-') return false;
                (label, dots) = (0, dots + 1);
            }
            else if (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            {
                if (label == 0 && (c == '-' || (c == 'x' && text.AsSpan(i).StartsWith("xn--")))) return false;
                if (++label > 63) return false;
            }
            else
            {
                return false;
            }
        }

        return text.Length <= 253 && dots > 0 && label > 0 && text[^1] != '-' && !EndsInNumber(text);
    }

    // Precomposed lower-case Latin letters, and letters of scripts without case, both without those that a normal form (NFKC) takes
    // apart. ß is ss to IDNA 2003 and a letter of its own to IDNA 2008: two names, perhaps of two owners.
    private static bool IsUndisputed(char c) => c switch
    {
        'ĳ' or 'ŀ' or 'ŉ' => false,
        >= 'à' and <= 'ž' and not '÷' => char.IsLower(c),
        'ำ' or 'ຳ' or 'ໜ' or 'ໝ' => false,
        (>= '\u0590' and <= '\u0eff') or (>= '\u3041' and <= '\u3130') or (>= '\u31a0' and <= '\u31ff') or (>= '\u3400' and <= '\u9fff') or (>= '\uac00' and <= '\ud7a3')
            => char.GetUnicodeCategory(c) is UnicodeCategory.OtherLetter && c is not (>= '\u0675' and <= '\u0678') and not (>= '\u0958' and <= '\u095f')
                and not ('\u09dc' or '\u09dd' or '\u09df' or '\u0a33' or '\u0a36' or (>= '\u0a59' and <= '\u0a5b') or '\u0a5e' or '\u0b5c' or '\u0b5d') and not 'ゟ' and not 'ヿ',
        _ => false,
    };

    private static Problem Not(string written, string message, string fix) =>
        new($"{message}: '{(written.Length <= 80 ? written : string.Concat(written.AsSpan(0, 77), "..."))}'", fix);
}
