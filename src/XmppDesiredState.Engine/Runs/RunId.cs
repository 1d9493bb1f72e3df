using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace XmppDesiredState.Engine.Runs;

/// <summary>Names of runs, such as <c>20261123T131500Z-1a2b</c>: they sort by time and are safe as file names on every platform.</summary>
public static class RunId
{
    /// <summary>The second it began, and four digits that keep apart runs begun in that second by other machines and processes.</summary>
    public static string Create(DateTimeOffset now, string machine, int processId)
    {
        var origin = SHA256.HashData(Encoding.UTF8.GetBytes($"{machine}\n{processId}\n{now.UtcTicks}"));
        return $"{now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}-{Convert.ToHexStringLower(origin.AsSpan(0, 2))}";
    }

    /// <summary>Whether a text a person typed can be one at all: nothing else is ever made part of a path.</summary>
    public static bool IsValid(string text) => text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
