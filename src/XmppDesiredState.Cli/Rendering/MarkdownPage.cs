using System.Text;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>A page that stays below what GitHub accepts as a comment (65,536 characters), with room for what a workflow adds.</summary>
internal sealed class MarkdownPage
{
    public const int Most = 60_000;

    // Kept for "N more …" and the closing lines.
    private const int Reserve = 2_000;

    private readonly StringBuilder text = new();

    /// <summary>Written whether or not there is room: headings and closing lines, a few hundred characters.</summary>
    public MarkdownPage Add(string part)
    {
        text.Append(part);
        return this;
    }

    /// <summary>Writes blocks while there is room and says how many there are more.</summary>
    public void AddWhileRoom(IReadOnlyList<string> blocks, string one)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            if (text.Length + blocks[i].Length > Most - Reserve)
            {
                text.Append($"\n{Words.Count(blocks.Count - i, "more " + one)} not shown here; the JSON has all of them.\n");
                return;
            }

            text.Append(blocks[i]);
        }
    }

    public override string ToString() => text.ToString();
}
