using System.Globalization;

namespace XmppDesiredState.Azure;

/// <summary>Words of a server inside a message: one line, bounded, nothing a terminal would act on.</summary>
internal static class SafeText
{
    public static string Of(string text, int longest)
    {
        var plain = new string([.. text.Take(longest * 4).Select(c => IsPlain(c) ? c : ' ')]);
        var line = string.Join(' ', plain.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= longest ? line : string.Concat(line.AsSpan(0, longest - 3), "...");
    }

    private static bool IsPlain(char c) => !char.IsControl(c) && !char.IsSurrogate(c) && char.GetUnicodeCategory(c) is not UnicodeCategory.Format;
}
