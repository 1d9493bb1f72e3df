using System.Globalization;
using System.Text;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>Domain names as nsupdate reads them: absolute, and whatever is no letter, digit, hyphen or underscore as <c>\DDD</c> (RFC 1035 §5.1).</summary>
internal static class NsupdateName
{
    public static string Of(string name)
    {
        if (name == ".") return name;
        var text = new StringBuilder(name.Length + 1);
        for (var at = 0; at < name.Length;) at += Append(text, name, at);

        return text.ToString().TrimEnd('.') + ".";
    }

    // Of how many characters.
    private static int Append(StringBuilder text, string name, int at)
    {
        if (char.IsAsciiLetterOrDigit(name[at]) || name[at] is '-' or '_' or '.')
        {
            text.Append(name[at]);
            return 1;
        }

        if (IsEscape(name, at))
        {
            text.Append(name, at, 4);
            return 4;
        }

        var length = Rune.TryGetRuneAt(name, at, out var rune) ? rune.Utf16SequenceLength : 1;
        foreach (var one in Encoding.UTF8.GetBytes(name.Substring(at, length))) text.Append(CultureInfo.InvariantCulture, $"\\{one:000}");
        return length;
    }

    private static bool IsEscape(string name, int at) =>
        name[at] == '\\' && at + 3 < name.Length && byte.TryParse(name.AsSpan(at + 1, 3), NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
