using System.Text;

namespace XmppDesiredState.Cli.Rendering.Reports.Page;

/// <summary>Text inside HTML, in content and in quoted attributes: nothing of a file or server becomes markup, and what would hide or reorder characters is made visible.</summary>
internal static class HtmlText
{
    public static void Append(StringBuilder html, string text)
    {
        foreach (var c in Printable.Of(text))
        {
            switch (c)
            {
                case '&': html.Append("&amp;"); break;
                case '<': html.Append("&lt;"); break;
                case '>': html.Append("&gt;"); break;
                case '"': html.Append("&quot;"); break;
                case '\'': html.Append("&#39;"); break;
                default: html.Append(c); break;
            }
        }
    }
}
