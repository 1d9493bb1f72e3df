using System.Text.RegularExpressions;

namespace XmppDesiredState.Providers.Tests.ZoneFile;

/// <summary>A second, simpler reading of master files that shares nothing with the provider's: where entries begin and end, and their words.</summary>
internal sealed record EntryScan(string Text, int Start, int End, IReadOnlyList<(int Start, int Length)> Words)
{
    // A quoted string, an escape-aware word, a parenthesis, a comment or a line end.
    private static readonly Regex Piece = new("\"(?:\\\\.|[^\"\\\\])*\"|(?:\\\\.|[^\\s();\"\\\\])+|[()]|;[^\n]*|\n", RegexOptions.CultureInvariant | RegexOptions.Singleline);

    public bool IsSrv => Type >= 0;

    public bool IsBlankOwner => Text[Start] is ' ' or '\t';

    /// <summary>Index in <see cref="Words"/> of SRV in any of its spellings; -1 for other types.</summary>
    public int Type => Enumerable.Range(0, Words.Count).Where(index => index <= 3 && (index > 0 || IsBlankOwner) && Word(index).ToUpperInvariant() is "SRV" or "TYPE33").FirstOrDefault(-1);

    public string Word(int index) => Text.Substring(Words[index].Start, Words[index].Length);

    public static List<EntryScan> All(string text)
    {
        var entries = new List<EntryScan>();
        var words = new List<(int, int)>();
        int depth = 0, start = 0;
        foreach (Match match in Piece.Matches(text))
        {
            if (match.Value == "(") depth++;
            else if (match.Value == ")") depth--;
            else if (match.Value == "\n" && depth == 0)
            {
                if (words.Count > 0) entries.Add(new EntryScan(text, start, match.Index + 1, words));
                (words, start) = ([], match.Index + 1);
            }
            else if (match.Value != "\n" && match.Value[0] != ';') words.Add((match.Index, match.Length));
        }

        if (words.Count > 0) entries.Add(new EntryScan(text, start, text.Length, words));
        return entries;
    }
}
