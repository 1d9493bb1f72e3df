using System.Text;

namespace XmppDesiredState.Cli.Rendering.Reports;

/// <summary>Plain text messages of SARIF (§3.11), in which <c>[text](target)</c> is a link and <c>{0}</c> a placeholder: nothing of a file or server becomes either.</summary>
internal static class SarifText
{
    public static string Of(string text)
    {
        var shown = new StringBuilder(text.Length + 8);
        foreach (var line in text.Split('\n'))
        {
            if (shown.Length > 0) shown.Append('\n');
            Add(shown, Printable.Of(line));
        }

        return shown.ToString();
    }

    private static void Add(StringBuilder shown, string line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            var end = line[i] == '{' ? Placeholder(line, i) : i;
            if (end > i)
            {
                shown.Append('{').Append(line, i, end - i).Append("}}");
                i = end;
                continue;
            }

            shown.Append(line[i]);
            if (line[i] == ']' && i + 1 < line.Length && line[i + 1] == '(') shown.Append(' ');
        }
    }

    // Where the digits that a brace begins end with the other brace; else where it stands.
    private static int Placeholder(string line, int start)
    {
        var i = start + 1;
        while (i < line.Length && char.IsAsciiDigit(line[i])) i++;
        return i > start + 1 && i < line.Length && line[i] == '}' ? i : start;
    }
}
