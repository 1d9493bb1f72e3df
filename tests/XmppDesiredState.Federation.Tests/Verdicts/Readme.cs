using System.Runtime.CompilerServices;

namespace XmppDesiredState.Federation.Tests.Verdicts;

/// <summary>A part of the project's README that the tests write, between two marks.</summary>
internal static class Readme
{
    private const string Begin = "<!-- Written by the tests: verdicts -->\n", End = "<!-- End of what the tests write -->\n";

    public static void Holds(string section, [CallerFilePath] string here = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(here)!, "../../../src/XmppDesiredState.Federation/README.md");
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var (start, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        Assert.True(start >= Begin.Length && end >= start, $"{path} has lost its marks.");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDENS") == "1")
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "CI never rewrites golden files.");
            File.WriteAllText(path, string.Concat(text.AsSpan(0, start), section, text.AsSpan(end)));
        }
        else if (text[start..end] is var expected && expected != section)
        {
            var (was, now) = (expected.Split('\n'), section.Split('\n'));
            Assert.Fail($"The table in {path} differs. If the new one is right: UPDATE_GOLDENS=1 bash tests/run.sh Federation\n"
                + string.Join('\n', [.. was.Except(now).Select(line => $"- {line}"), .. now.Except(was).Select(line => $"+ {line}")]));
        }
    }
}
