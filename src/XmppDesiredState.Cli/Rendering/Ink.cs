namespace XmppDesiredState.Cli.Rendering;

/// <summary>Colour for a terminal, or none.</summary>
internal readonly record struct Ink(bool IsColour)
{
    public static readonly Ink None = new(false);

    public string Bold(string text) => Wrap("1", text);

    public string Faint(string text) => Wrap("2", text);

    public string Bad(string text) => Wrap("31", text);

    public string Good(string text) => Wrap("32", text);

    public string Careful(string text) => Wrap("33", text);

    public string Hint(string text) => Wrap("36", text);

    public string Sign(char sign) => sign switch
    {
        '+' => Good("+"),
        '-' or '!' => Bad(sign.ToString()),
        '~' or '↻' or '…' => Careful(sign.ToString()),
        _ => sign.ToString(),
    };

    private string Wrap(string code, string text) => IsColour ? $"\e[{code}m{text}\e[0m" : text;
}
