using System.Text;
using CsCheck;
using XmppDesiredState.Federation.Streams;
using XmppDesiredState.TestPeers;

namespace XmppDesiredState.Federation.Tests.Streams;

/// <summary>Whatever bytes come, the answer is a report.</summary>
public sealed class MutationProperties
{
    private static readonly byte[] Clear = Encoding.UTF8.GetBytes(XmppResponder.Header + XmppResponder.Features + XmppResponder.Proceed);

    // What a server in .NET answers to a hello, up to where it waits for the client: real records to mutate.
    private static readonly byte[] Tls = [22, 3, 3, 0, 122, 2, 0, 0, 118, 3, 3, .. new byte[32], 32, .. new byte[32], 0x13, 2, 0, 0, 46, 0, 43, 0, 2, 3, 4, 0, 51, 0, 36, 0, 29, 0, 32, .. Enumerable.Repeat((byte)9, 32), 20, 3, 3, 0, 1, 1, 23, 3, 3, 0, 32, .. new byte[32]];

    private static readonly Gen<Func<byte[], byte[]>> Mutation = Gen.Select(Gen.Int[0, 3], Gen.Double.Unit, Gen.Byte, Gen.Int[1, 40]).Select((kind, place, value, length) => (Func<byte[], byte[]>)(bytes =>
    {
        var at = (int)(place * (bytes.Length - 1));
        var end = Math.Min(bytes.Length, at + length);
        return kind switch
        {
            0 => [.. bytes[..at], value, .. bytes[(at + 1)..]],
            1 => [.. bytes[..at], .. bytes[end..]],
            2 => [.. bytes[..end], .. bytes[at..]],
            _ => [.. bytes[..at], value, .. bytes[at..]],
        };
    }));

    [Fact]
    public Task Probe_mutatedStream_isAReport() => Gen.Select(Mutation.Array[0, 4], Gen.Int[1, 400]).SampleAsync(async (mutations, size) =>
    {
        var bytes = mutations.Aggregate(Clear, (mutated, mutation) => mutation(mutated));
        IsPlausible(await AgainstAsync(bytes, size, directTls: false));
    }, iter: 300, threads: 4);

    [Fact]
    public Task Probe_mutatedHandshake_isAReport() => Gen.Select(Mutation.Array[0, 4], Gen.Bool).SampleAsync(async (mutations, directTls) =>
    {
        var bytes = mutations.Aggregate(Tls, (mutated, mutation) => mutation(mutated));
        IsPlausible(await AgainstAsync(bytes, bytes.Length, directTls, directTls ? [] : Clear));
    }, iter: 200, threads: 4);

    // The server plays its bytes in pieces of that size without listening, then ends its direction: so no case waits for a time limit.
    private static Task<StreamReport> AgainstAsync(byte[] bytes, int size, bool directTls, byte[]? first = null) => Probe.AgainstAsync(async peer =>
    {
        if (first?.Length > 0)
        {
            await peer.AgreeAsync();
            await peer.ReadUntilAsync("contoso.test");
        }

        foreach (var piece in bytes.Chunk(Math.Max(1, size))) await peer.SendAsync(piece);
        peer.Shutdown();
        await peer.SilenceAsync();
    }, directTls);

    private static void IsPlausible(StreamReport report)
    {
        Assert.NotNull(report.Problem);
        Assert.Null(report.Certificate);
        Assert.NotEqual(StreamProblemKind.TimedOut, report.Problem.Kind);
        Assert.DoesNotContain(report.Problem.Sentence, char.IsControl);
    }
}
