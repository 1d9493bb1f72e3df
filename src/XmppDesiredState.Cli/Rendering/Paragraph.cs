using System.Text;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>Running text in lines.</summary>
internal static class Paragraph
{
    public static string Wrap(string text, int width = 100, string indent = "")
    {
        var wrapped = new StringBuilder(indent);
        var column = indent.Length;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (column > indent.Length && column + 1 + word.Length > width)
            {
                wrapped.Append('\n').Append(indent);
                column = indent.Length;
            }
            else if (column > indent.Length)
            {
                wrapped.Append(' ');
                column++;
            }

            wrapped.Append(word);
            column += word.Length;
        }

        return wrapped.ToString();
    }
}
