using System.Collections.Immutable;
using System.Text;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Programs;

/// <summary>
/// Placeholders such as <c>{member}</c> inside the arguments of a declared program. A value always stays inside its argument: what it
/// holds is never read as a second argument, a quote or a placeholder. <c>{{</c> and <c>}}</c> stand for braces.
/// </summary>
public static class ArgumentTemplate
{
    /// <summary>What is wrong with a text, null when nothing is. Problems are found when files are read, never when a program runs.</summary>
    /// <param name="known">Names without braces.</param>
    public static string? Problem(string text, ImmutableArray<string> known)
    {
        if (text.Contains('\0')) return "holds a NUL, which no program can be given";
        foreach (var part in Parts(text))
        {
            if (part.IsBroken) return "has a single brace; write {{ or }} for one that is meant as such";
            if (part.Name is { } name && !known.Contains(name, StringComparer.Ordinal))
                return $"has the unknown placeholder {{{name}}}; " + (DidYouMean.Closest(name, known) is { } near ? $"did you mean {{{near}}}? " : "") + "Known are " + string.Join(", ", known.Select(word => $"{{{word}}}"));
        }

        return null;
    }

    /// <summary>Every placeholder replaced by its value.</summary>
    /// <param name="values">By name without braces; one for every placeholder, as <see cref="Problem"/> has made sure.</param>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values)
    {
        var filled = new StringBuilder(text.Length);
        foreach (var part in Parts(text)) filled.Append(part.Name is { } name ? values[name] : part.Literal);
        return filled.ToString();
    }

    /// <inheritdoc cref="Fill(string, IReadOnlyDictionary{string, string})" />
    public static ImmutableArray<string> Fill(ImmutableArray<string> texts, IReadOnlyDictionary<string, string> values) => [.. texts.Select(text => Fill(text, values))];

    private static IEnumerable<(string Literal, string? Name, bool IsBroken)> Parts(string text)
    {
        for (var index = 0; index < text.Length;)
        {
            var brace = text.AsSpan(index).IndexOfAny('{', '}');
            var end = brace < 0 ? text.Length : index + brace;
            if (end > index) yield return (text[index..end], null, false);
            if (brace < 0) yield break;
            if (end + 1 < text.Length && text[end + 1] == text[end])
            {
                yield return (text[end].ToString(), null, false);
                index = end + 2;
                continue;
            }

            var close = text[end] == '{' ? text.IndexOf('}', end) : -1;
            yield return close < 0 ? ("", null, true) : ("", text[(end + 1)..close], false);
            index = close < 0 ? end + 1 : close + 1;
        }
    }
}
