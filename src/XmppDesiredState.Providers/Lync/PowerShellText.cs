using System.Globalization;
using System.Text;

namespace XmppDesiredState.Providers.Lync;

/// <summary>
/// Values as PowerShell source, in printable ASCII whatever they hold: it means the same in every code page, and no character can hide, reorder
/// or end what it stands in. PowerShell takes typographic quotes for quotes, which is one reason more (about_Quoting_Rules).
/// </summary>
internal static class PowerShellText
{
    /// <summary>A text as one expression without blanks at its ends: <c>'Konrad''s'</c>, or parts joined where it has other characters.</summary>
    public static string Literal(string text)
    {
        if (text.All(IsPlain)) return Quote(text);
        var parts = new List<string>();
        var start = 0;
        for (var index = 0; index <= text.Length; index++)
        {
            if (index < text.Length && IsPlain(text[index])) continue;
            if (index > start) parts.Add(Quote(text[start..index]));
            if (index < text.Length) parts.Add(string.Create(CultureInfo.InvariantCulture, $"[char]0x{(int)text[index]:X4}"));
            start = index + 1;
        }

        // A list and not a sum: a sum of thousands would be nested thousands deep.
        return $"(-join ({string.Join(", ", parts.Count > 1 ? parts : ["''", .. parts])}))";
    }

    /// <summary>A list of texts that stays a list with one item, or none.</summary>
    public static string Literal(IEnumerable<string> texts) => $"@({string.Join(", ", texts.Select(Literal))})";

    public static string Literal(LyncArgument argument) => argument switch
    {
        LyncArgument.Text text => Literal(text.Content),
        LyncArgument.Flag flag => flag.Content ? "$true" : "$false",
        LyncArgument.Number number => number.Content.ToString(CultureInfo.InvariantCulture),
        LyncArgument.Texts texts => Literal(texts.Items),
        LyncArgument.ListChange { Remove.IsEmpty: true } change => $"@{{ Add = {Literal(change.Add)} }}",
        LyncArgument.ListChange { Add.IsEmpty: true } change => $"@{{ Remove = {Literal(change.Remove)} }}",
        LyncArgument.ListChange change => $"@{{ Add = {Literal(change.Add)}; Remove = {Literal(change.Remove)} }}",
        // Whoever runs the script is asked for it: Lync.Script.ps1.
        LyncArgument.Secret => "(Get-Passphrase)",
        _ => "$null",
    };

    /// <summary>For a line that is a comment already: what is not printable ASCII, and the backslash, are written as <c>\u{…}</c>.</summary>
    public static string Comment(string text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // The arrow of our own tables.
            if (rune.Value == '\u2192') shown.Append("->");
            else if (rune.Value is >= ' ' and <= '~' and not '\\') shown.Append((char)rune.Value);
            else shown.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
        }

        return shown.ToString();
    }

    private static bool IsPlain(char c) => c is >= ' ' and <= '~';

    private static string Quote(string plain) => $"'{plain.Replace("'", "''", StringComparison.Ordinal)}'";
}
