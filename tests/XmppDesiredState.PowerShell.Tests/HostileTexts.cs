using System.Collections.Immutable;
using System.Text;

namespace XmppDesiredState.PowerShell.Tests;

/// <summary>Texts that something on the way might take for more than text. Each would set a global variable if it ran.</summary>
public static class HostileTexts
{
    private const string Code = "$global:XdsRan=1";

    public static ImmutableArray<string> All { get; } =
    [
        "", " ", "  two  ", "\t", "'", "''", "\"", "\"\"", "`", "``", "$", "$null", "$(" + Code + ")", "\"; " + Code + "; \"", "'; " + Code + "; '", "'+(" + Code + ")+'",
        "@(" + Code + ")", "@{a=1}", "& { " + Code + " }", "{ " + Code + " }", "| iex", "; " + Code, "\n" + Code + "\n", "\r\n" + Code + "\r\n\r\n", "\r" + Code + "\r", "a\nb\r\nc\rd",
        "\u2018" + Code + "\u2019", "\u201A\u201B'; " + Code + "; '", "\u201C$(" + Code + ")\u201D", "\u201E\u201F", "\u2013 \u2014 \u2015", "a\0b", "\0", "\u0001\u001b[31m\u0007\u007f\u0085\u009f",
        "\u202E" + Code + "\u202C", "\u200F\u2066x\u2069", "\u2028\u2029", "👩‍👩‍👧‍👦 🇩🇪", "\uD800", "\uDC00\uD800", "a\uD83D", "_x000A_", "_x000a_", "_X0041_", "_x005F_x0041_", "__x0041__", "_x00", "_xZZZZ_", "_x", "_",
        "]]>", "<![CDATA[x]]>", "&amp;&#10;&lt;", "<Obj RefId=\"0\"/>", "--%", "-Domain", "-", "--", "%PATH%", "!x!", "^&|<>", "\\", "\\\\", "#", "<#" + Code + "#>", "\uFEFFbom", "\uFFFD", "\uE000",
        "HELLO", "FAULT ", "1 2 3", "العربية עברית", "e\u0301", "İıſK", new string('x', 300_000), string.Concat(Enumerable.Repeat("ä€😀'\"$()`\n", 20_000)), new StringBuilder().AppendJoin("", Enumerable.Range(1, 0x2FF).Select(c => (char)c)).ToString(),
    ];
}
