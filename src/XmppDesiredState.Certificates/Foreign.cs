namespace XmppDesiredState.Certificates;

/// <summary>Calls a parser with bytes that somebody else made.</summary>
internal static class Foreign
{
    /// <summary>Null where the parser gives up.</summary>
    // BouncyCastle documents no set of exceptions for bad input: casts, indexes, arithmetic and its own all occur. None of them is ours.
    public static T? Parse<T>(Func<T?> parse)
        where T : class
    {
        try
        {
            return parse();
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            return null;
        }
    }

    /// <summary>On one line, of bounded length and without characters that steer a terminal.</summary>
    public static string Line(string text, int most = 512)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? "?" : c.ToString()));
        return line.Length <= most ? line : line[..most] + "…";
    }
}
