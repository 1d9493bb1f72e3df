using System.Globalization;
using System.Text;

namespace XmppDesiredState.Files;

/// <summary>
/// Names as file names that every file system takes. Letters, digits, hyphen, underscore and inner dots of ASCII stand for themselves,
/// every other byte of the UTF-8 is <c>%</c> and two hexadecimal digits. Names that differ only in case share a file where the file
/// system does not tell them apart.
/// </summary>
public static class PortableFileName
{
    // CON.txt is the console on Windows: what is before the first dot decides.
    private static readonly HashSet<string> Devices =
        ["con", "prn", "aux", "nul", .. Enumerable.Range(0, 10).SelectMany(number => new[] { $"com{number}", $"lpt{number}" })];

    public static string Of(string name)
    {
        var escaped = new StringBuilder(name.Length);
        var isDevice = Devices.Contains(name.Split('.')[0].ToLowerInvariant());
        var bytes = Encoding.UTF8.GetBytes(name);
        for (var index = 0; index < bytes.Length; index++)
        {
            var c = (char)bytes[index];
            var isPlain = char.IsAsciiLetterOrDigit(c) || c is '-' or '_' || (c == '.' && index > 0 && index < bytes.Length - 1);
            if (isPlain && !(isDevice && index == 0)) escaped.Append(c);
            else escaped.Append(CultureInfo.InvariantCulture, $"%{bytes[index]:x2}");
        }

        return escaped.ToString();
    }
}
