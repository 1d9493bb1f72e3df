using System.Globalization;
using System.Text;

namespace XmppDesiredState.Files;

/// <summary>
/// Names of resources as names of files and folders that every file system takes, and back. Letters and digits of ASCII, hyphen, underscore and dot stand for
/// themselves; every other byte of the UTF-8 is <c>%</c> and two hexadecimal digits, and so is the first character of a name that Windows
/// gives to a device (CON, NUL, COM1 …, also with an extension), a leading dot, and a dot at the end, which Windows drops.
/// </summary>
public static class PortableFileName
{
    /// <summary>255 bytes are common; the temporary file beside it needs its share.</summary>
    public const int Longest = 220;

    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
    };

    /// <param name="extension">Such as <c>.yaml</c>; empty for a folder.</param>
    public static string Of(string name, string extension = "") => Escape(name, extension, IsDevice(name), static _ => false);

    /// <summary>For a file system that already holds the same letters in another case: capitals escaped, or the first letter if there are none.</summary>
    public static string Distinct(string name, string extension = "") => name.Any(char.IsAsciiLetterUpper)
        ? Escape(name, extension, IsDevice(name), char.IsAsciiLetterUpper) : Escape(name, extension, isDevice: true, static _ => false);

    /// <summary>The name that a file name stands for, in whichever way it is escaped; null when it stands for none.</summary>
    public static string? Read(string fileName, string extension = "")
    {
        if (!fileName.EndsWith(extension, StringComparison.Ordinal)) return null;
        var bytes = new List<byte>(fileName.Length);
        var escaped = fileName.AsSpan(0, fileName.Length - extension.Length);
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

    private static string Escape(string name, string extension, bool isDevice, Func<char, bool> also)
    {
        // Nearly every name: nothing to escape.
        var isBare = extension.Length == 0;
        if (!isDevice && !name.StartsWith('.') && !(isBare && name.EndsWith('.')) && name.All(c => IsPlain(c) && !also(c))) return name + extension;
        var escaped = new StringBuilder(name.Length + extension.Length + 8);
        var bytes = Encoding.UTF8.GetBytes(name);
        for (var index = 0; index < bytes.Length; index++)
        {
            var value = bytes[index];
            var mustEscape = (index == 0 && (isDevice || value == '.')) || (isBare && index == bytes.Length - 1 && value == '.');
            if (IsPlain((char)value) && !mustEscape && !also((char)value)) escaped.Append((char)value);
            else escaped.Append('%').Append(value.ToString("X2", CultureInfo.InvariantCulture));
        }

        return escaped.Append(extension).ToString();
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';
}
