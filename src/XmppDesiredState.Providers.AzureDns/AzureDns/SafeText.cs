namespace XmppDesiredState.Providers.AzureDns.AzureDns;

/// <summary>Words of a server inside a message: one line, bounded, nothing a terminal would act on.</summary>
internal static class SafeText
{
    public static string Of(string text, int longest)
    {
        var line = string.Join(' ', new string([.. text.Take(longest * 4).Select(c => char.IsControl(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format ? ' ' : c)])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= longest ? line : string.Concat(line.AsSpan(0, longest - 3), "...");
    }
}
