using System.Text;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>A partner sheet as the text of a mail.</summary>
internal static class PartnerSheetText
{
    private const int Width = 96;

    public static string Render(PartnerSheet sheet)
    {
        var text = new StringBuilder();
        text.Append($"{Printable.Of(SheetSections.Title(sheet))}, as of {sheet.Date:yyyy-MM-dd}\n\n{Paragraph.Wrap(Printable.Of(SheetSections.Opening(sheet)), Width)}\n");
        foreach (var section in SheetSections.Of(sheet))
        {
            text.Append($"\n{section.Title}\n");
            foreach (var point in section.Points) text.Append("  - ").Append(Paragraph.Wrap(Printable.Of(point), Width, "    ").AsSpan(4)).Append('\n');
            // A command that is wrapped cannot be pasted.
            foreach (var command in section.Commands) text.Append($"      {Printable.Of(command)}\n");
        }

        return text.ToString();
    }
}
