using System.Text;

namespace XmppDesiredState.Cli.Rendering.Reports.Page;

/// <summary>
/// Fragments of a page's address: <c>#update:partner/fabrikam.com</c>. The same for the same item in every report, so that a link in a chat still
/// points at it tomorrow, and unique within a page.
/// </summary>
internal sealed class PageIds
{
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    public string Of(ReportItem item)
    {
        var wanted = $"{Plain(item.Class)}:{Plain(item.Address)}";
        var id = wanted;
        for (var number = 2; !taken.Add(id); number++) id = $"{wanted}:{number}";
        return id;
    }

    // The colon ends the class, so what is no plain letter is written by its number behind one.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or '@') plain.Append(c);
            else plain.Append($":{(int)c:x}");
        }

        return plain.ToString();
    }
}
