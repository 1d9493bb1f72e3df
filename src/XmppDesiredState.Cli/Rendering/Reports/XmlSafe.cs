using System.Text;
using System.Xml;

namespace XmppDesiredState.Cli.Rendering.Reports;

/// <summary>Text that XML 1.0 can hold: line breaks and tabs stay, any other control character and half a surrogate pair are shown as <c>\u{…}</c>.</summary>
internal static class XmlSafe
{
    public static string Of(string text)
    {
        var safe = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) safe.Append(text[i]).Append(text[++i]);
            else if (XmlConvert.IsXmlChar(text[i]) && text[i] is not '\r') safe.Append(text[i]);
            else safe.Append($"\\u{{{(int)text[i]:x}}}");
        }

        return safe.ToString();
    }
}
