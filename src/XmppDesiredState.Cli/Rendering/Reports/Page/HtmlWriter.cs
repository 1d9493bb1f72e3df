using System.Runtime.CompilerServices;
using System.Text;

namespace XmppDesiredState.Cli.Rendering.Reports.Page;

/// <summary>
/// HTML in the making. Of <c>html.Add($"&lt;p&gt;{text}&lt;/p&gt;")</c> what is written in place is markup, and what stands in braces is text and escaped:
/// there is no way to add a variable as markup.
/// </summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder html = new();

    /// <summary>In characters.</summary>
    public int Length => html.Length;

    public void Add([InterpolatedStringHandlerArgument("")] ref HtmlHoles markup) => markup.End();

    /// <summary>For <see cref="HtmlHoles"/> and for the files of the page only.</summary>
    public void AddMarkup(string markup) => html.Append(markup);

    public void AddText(string text) => HtmlText.Append(html, text);

    /// <summary>An address, which on a narrow screen is broken behind a slash or a point rather than inside a name.</summary>
    public void AddAddress(string address)
    {
        var from = 0;
        for (var i = 0; i < address.Length - 1; i++)
        {
            if (address[i] is not ('/' or '.')) continue;
            AddText(address[from..(i + 1)]);
            AddMarkup("<wbr>");
            from = i + 1;
        }

        AddText(address[from..]);
    }

    public override string ToString() => html.ToString();
}
