using CsCheck;
using XmppDesiredState.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace XmppDesiredState.Yaml.Tests;

/// <summary>Whoever asks the scanner that reads ahead sees what the scanner itself would show.</summary>
public sealed class ScannerAheadTests
{
    private const int Most = 50_000;

    public static TheoryData<string> Texts { get; } = new()
    {
        "",
        "a: 1",
        Repeat("- { domain: x, type: [y, \"z\"] }\n", 511),
        Repeat("- x\n", 20_000),
        Repeat("- x\n", 20_000) + "- [a, b\n- \"never closed",
        Repeat("- x\n", 256) + "%",
        Repeat("a: &b !c |\n  text\n", 2_000),
        Repeat("---\n", 5_000),
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Tokens_places_and_errors_are_the_scanners(string text) => AssertSame(text);

    [Fact]
    public void Tokens_places_and_errors_are_the_scanners_whatever_the_text() =>
        Gen.Int[0, HostileTextTests.Pieces.Length - 1].Select(index => HostileTextTests.Pieces[index]).Array[0, 2_000].Select(string.Concat).Sample(AssertSame, iter: 200);

    [Fact]
    public void Whoever_leaves_early_does_not_wait_for_the_rest()
    {
        var source = new Counting(new Scanner(new StringReader(Repeat("- x\n", 500_000)), skipComments: true));
        using (var ahead = new ScannerAhead(source)) Assert.True(ahead.MoveNext());

        Assert.InRange(source.Tokens, 1, 5_000);
    }

    [Fact]
    public void It_reads_only_so_far_ahead()
    {
        var source = new Counting(new Scanner(new StringReader(Repeat("- x\n", 20_000)), skipComments: true));
        using var ahead = new ScannerAhead(source);
        for (var read = 1; ahead.MoveNext(); read++) Assert.InRange(source.Tokens, read, read + 5_000);
        Assert.True(source.Tokens > 40_000);
    }

    [Fact]
    public void A_long_file_with_an_error_in_the_middle_is_refused_as_a_short_one()
    {
        var (@short, @long) = (Refused(100), Refused(10_000));
        Assert.Equal((@short.Code, @short.Summary, @short.Where!.Line - 100, @short.Where.Column), (@long.Code, @long.Summary, @long.Where!.Line - 10_000, @long.Where.Column));

        static Diagnostic Refused(int before)
        {
            var findings = new List<Diagnostic>();
            Assert.Null(YamlTree.Parse(Repeat("- { domain: x }\n", before) + "- [a, b\n" + Repeat("- { domain: x }\n", before), "f", YamlLimits.Default, findings));
            return Assert.Single(findings);
        }
    }

    private static void AssertSame(string text)
    {
        var expected = Drain(new Scanner(new StringReader(text), skipComments: true));
        using var ahead = new ScannerAhead(new Scanner(new StringReader(text), skipComments: true));
        Assert.Equal(expected, Drain(ahead));
    }

    private static List<string> Drain(IScanner scanner)
    {
        var seen = new List<string> { $"{scanner.CurrentPosition}" };
        try
        {
            // Of some texts the scanner makes the same token for ever, and the parser refuses the first.
            while (seen.Count < Most && scanner.MoveNext())
            {
                var token = scanner.Current!;
                seen.Add($"{token.GetType().Name} {token.Start} {token.End} {scanner.CurrentPosition} {(token as Scalar)?.Value}");
            }

            seen.Add($"end {scanner.Current}");
        }
        catch (Exception problem) when (problem is YamlException or InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            seen.Add($"{problem.GetType().Name} {problem.Message} {scanner.CurrentPosition}");
        }

        return seen;
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    /// <summary>Counts what was asked of a scanner.</summary>
    private sealed class Counting(IScanner scanner) : IScanner
    {
        private int tokens;

        public int Tokens => Volatile.Read(ref tokens);

        public Mark CurrentPosition => scanner.CurrentPosition;

        public Token? Current => scanner.Current;

        public bool MoveNext()
        {
            Interlocked.Increment(ref tokens);
            return scanner.MoveNext();
        }

        public bool MoveNextWithoutConsuming() => scanner.MoveNextWithoutConsuming();

        public void ConsumeCurrent() => scanner.ConsumeCurrent();
    }
}
