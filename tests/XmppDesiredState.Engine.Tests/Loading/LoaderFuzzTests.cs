using System.Diagnostics;
using System.Text;
using CsCheck;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Engine.Tests.Loading;

public sealed class LoaderFuzzTests
{
    private static readonly string[] Pieces =
        ["{", "}", "[", "]", ":", "- ", "\n", "  ", "\"", "'", "#", "&a", "*a", "!!x", "${", "${env}", "null", "default", "true", "7", "\t", "\0", "\u202e", "list:", "domain: ", "? ", "|\n", "---\n", "~", "xn--", "\\u0000", "provider: ", "@", "%"];

    private static readonly Gen<(double At, int Length, int Piece)> Edit = Gen.Select(Gen.Double[0, 1], Gen.Int[0, 40], Gen.Int[0, Pieces.Length + 8]);

    [Fact]
    public void Load_MutatedFile_NeverThrowsAndAlwaysAnswers()
    {
        Edit.Array[1, 6].Sample(edits =>
        {
            using var mine = new LoadedFiles();
            mine.Write("desired.yaml", Mutate(edits));
            var watch = Stopwatch.StartNew();
            var result = mine.Load(mine.Request("desired.yaml"));

            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), "Too slow.");
            if (result.State is null) Assert.Contains(result.Diagnostics, finding => finding.Severity == Severity.Error && finding.Where is not null);
            else Assert.DoesNotContain(result.Diagnostics, finding => finding.Severity == Severity.Error);
        }, time: 5, threads: 1);
    }

    private static byte[] Mutate((double At, int Length, int Piece)[] edits)
    {
        var bytes = Encoding.UTF8.GetBytes(FullExample.Text).ToList();
        foreach (var (share, length, piece) in edits)
        {
            var at = Math.Min((int)(share * bytes.Count), bytes.Count - 1);
            if (piece >= Pieces.Length)
            {
                // Cut out, or copy to another place.
                var count = Math.Min(length, bytes.Count - at);
                if (piece % 2 == 0) bytes.RemoveRange(at, count);
                else bytes.InsertRange(bytes.Count / 2, bytes.GetRange(at, count));
            }
            else
            {
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[piece]));
            }

            if (length == 13) bytes[Math.Min(at, bytes.Count - 1)] = 0xff;
        }

        return [.. bytes];
    }
}
