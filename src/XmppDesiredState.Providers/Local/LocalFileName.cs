using System.Globalization;
using System.Text;

namespace XmppDesiredState.Providers.Local;

/// <summary>
/// Resource names as file names that every file system takes, and back. Letters and digits of ASCII, hyphen, underscore and dot stand for
/// themselves; every other byte of the UTF-8 is <c>%</c> and two hexadecimal digits, and so is the first character of a name that Windows
/// gives to a device (CON, NUL, COM1 …, also with an extension) and a leading dot.
/// </summary>
internal static class LocalFileName
{
    public const string Extension = ".yaml";

    /// <summary>255 bytes are common; the temporary file beside it needs its share.</summary>
    public const int Longest = 220;

    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
    };

    public static string Of(string name) => Escape(name, IsDevice(name), static _ => false);

    /// <summary>For a file system that already holds the same letters in another case: capitals escaped, or the first letter if there are none.</summary>
    public static string Distinct(string name) => name.Any(char.IsAsciiLetterUpper)
        ? Escape(name, IsDevice(name), char.IsAsciiLetterUpper) : Escape(name, isDevice: true, static _ => false);

    /// <summary>The name that a file name stands for, in whichever way it is escaped; null when it stands for none.</summary>
    public static string? Read(string fileName)
    {
        if (!fileName.EndsWith(Extension, StringComparison.Ordinal)) return null;
        var bytes = new List<byte>(fileName.Length);
        var escaped = fileName.AsSpan(0, fileName.Length - Extension.Length);
        for (var index = 0; index < escaped.Length; index++)
        {
            if (escaped[index] != '%')
            {
                if (!IsPlain(escaped[index])) return null;
                bytes.Add((byte)escaped[index]);
            }
            else if (index + 2 < escaped.Length && byte.TryParse(escaped.Slice(index + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                bytes.Add(value);
                index += 2;
            }
            else
            {
                return null;
            }
        }

        var name = Encoding.UTF8.GetString([.. bytes]);
        return name.Length == 0 || name.Contains('\ufffd') ? null : name;
    }

    private static bool IsDevice(string name) =>
        Devices.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name.AsSpan(0, name.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot ? dot : name.Length));

    private static string Escape(string name, bool isDevice, Func<char, bool> also)
    {
        // Nearly every name: nothing to escape.
        if (!isDevice && !name.StartsWith('.') && name.All(c => IsPlain(c) && !also(c))) return name + Extension;
        var escaped = new StringBuilder(name.Length + Extension.Length + 8);
        foreach (var value in Encoding.UTF8.GetBytes(name))
        {
            var first = escaped.Length == 0;
            if (IsPlain((char)value) && !(first && (isDevice || value == '.')) && !also((char)value)) escaped.Append((char)value);
            else escaped.Append('%').Append(value.ToString("X2", CultureInfo.InvariantCulture));
        }

        return escaped.Append(Extension).ToString();
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';
}
