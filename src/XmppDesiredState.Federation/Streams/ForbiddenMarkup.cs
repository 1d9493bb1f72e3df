namespace XmppDesiredState.Federation.Streams;

/// <summary>
/// Tells which markup it was that a parser refused; its messages cannot be compared (a trimmed program has none). To be asked only after a
/// refusal: inside a CDATA section the same characters are text.
/// </summary>
internal sealed class ForbiddenMarkup
{
    private const string Doctype = "<!DOCTYPE";
    private const int LongestEntity = 32;

    private int matched;
    private string? entity;

    public bool WasSeen { get; private set; }

    public void Look(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            matched = c == Doctype[matched] ? matched + 1 : c == Doctype[0] ? 1 : 0;
            if (matched == Doctype.Length) (WasSeen, matched) = (true, 0);
            if (c == '&') entity = "";
            else if (c == ';' && entity is not null) (WasSeen, entity) = (WasSeen || entity is not ("lt" or "gt" or "amp" or "apos" or "quot" or "" or ['#', ..]), null);
            else if (entity is not null) entity = entity.Length < LongestEntity && (char.IsLetterOrDigit(c) || c is '#' or '.' or '-' or '_' or ':') ? entity + c : null;
        }
    }
}
