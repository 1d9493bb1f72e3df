using System.Text.RegularExpressions;

namespace XmppDesiredState.Cli.Tests.Pages;

/// <summary>A strict reading of HTML as this program writes it: every element is ended in order, every attribute is quoted, ids are there once.</summary>
internal static partial class HtmlNesting
{
    private static readonly HashSet<string> Void = ["meta", "link", "input"];

    public static void Holds(string html)
    {
        var body = WithoutFiles().Replace(html, "$1</$2>");
        var open = new Stack<string>();
        var at = "<!DOCTYPE html>".Length;
        Assert.StartsWith("<!DOCTYPE html>\n", body, StringComparison.Ordinal);
        foreach (Match tag in Tag().Matches(body))
        {
            Assert.DoesNotContain('<', body[at..tag.Index]);
            Assert.DoesNotContain('>', body[at..tag.Index]);
            at = tag.Index + tag.Length;
            var name = tag.Groups["name"].Value;
            if (tag.Value.StartsWith("</", StringComparison.Ordinal)) Assert.Equal(open.Pop(), name);
            else if (!Void.Contains(name) && !tag.Value.EndsWith("/>", StringComparison.Ordinal)) open.Push(name);
        }

        Assert.Empty(open);
        var ids = Id().Matches(body).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        // Whatever names an id finds it.
        Assert.All(Reference().Matches(body).SelectMany(match => match.Groups[1].Value.Split(' ')), id => Assert.Contains(id, ids));
    }

    [GeneratedRegex("(<(style|script)>).*?</\\2>", RegexOptions.Singleline)]
    private static partial Regex WithoutFiles();

    [GeneratedRegex("""</?(?<name>[a-z][a-z0-9]*)(?: [a-zA-Z][a-zA-Z0-9-]*(?:="[^"<>]*")?)*/?>""")]
    private static partial Regex Tag();

    [GeneratedRegex(""" id="([^"]*)""")]
    private static partial Regex Id();

    [GeneratedRegex("""(?: for| href| aria-labelledby| aria-describedby| data-copy)="#?((?!data:)[^"]+)""")]
    private static partial Regex Reference();
}
