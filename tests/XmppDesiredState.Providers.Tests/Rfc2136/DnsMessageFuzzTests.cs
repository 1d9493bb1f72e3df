using XmppDesiredState.Providers.Rfc2136.Messages;
using XmppDesiredState.Providers.Rfc2136.Tsig;

namespace XmppDesiredState.Providers.Tests.Rfc2136;

public sealed class DnsMessageFuzzTests
{
    private const int Rounds = 1_000_000;

    [Fact]
    public void Parse_AMillionMutatedMessages_ThrowsOnlyTheTypedException()
    {
        using var key = new TsigKey("fixture", TsigAlgorithm.HmacSha256, new byte[32]);
        byte[][] seeds = [Answer(signed: null), Answer(key), Pointers()];
        int read = 0, refused = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var random = new Random(20261124);
        for (var round = 0; round < Rounds; round++)
        {
            var message = Mutate(seeds[round % seeds.Length], random);
            try
            {
                ReadAll(DnsMessage.Parse(message));
                read++;
            }
            catch (DnsFormatException)
            {
                refused++;
            }
        }

        // Both ways out were taken often, so the mutations reach deep; and a message of 300 octets costs no more than some kilobytes.
        Assert.InRange(read, Rounds / 50, Rounds);
        Assert.InRange(refused, Rounds / 10, Rounds);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / Rounds, 1, 8192);
    }

    [Theory]
    [InlineData("000080000000000100000000C00C00210001000000000000")]
    [InlineData("0000800000000001000000003F")]
    [InlineData("000080000000FFFF00000000")]
    [InlineData("0000")]
    public void Parse_Malformed_IsTheTypedException(string octets) => Assert.Throws<DnsFormatException>(() => ReadAll(DnsMessage.Parse(Convert.FromHexString(octets))));

    [Theory]
    [InlineData("_xmpp-server._tcp.example.test")]
    [InlineData("")]
    [InlineData("a\\046b\\000.example")]
    public void Name_WrittenAndRead_IsTheSame(string name) => Assert.Equal(name, new MessageReader(new MessageWriter().Name(name).Written).ReadName());

    [Fact]
    public void Name_UpperCase_IsReadInLower() => Assert.Equal("a.b", new MessageReader([1, (byte)'A', 1, (byte)'B', 0]).ReadName());

    private static void ReadAll(DnsMessage message)
    {
        foreach (var record in message.Answers)
        {
            _ = message.NameOf(record);
            if (record.Type == RecordType.Srv) _ = message.SrvOf(record);
        }

        if (message.Tsig is { } tsig) _ = TsigRecord.Parse(message, tsig).ServerTime;
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        var message = random.Next(8) == 0 ? seed[..random.Next(seed.Length)] : (byte[])seed.Clone();
        for (var left = random.Next(1, 4); left > 0 && message.Length > 0; left--)
        {
            var at = random.Next(message.Length);
            message[at] = random.Next(4) switch { 0 => 0xC0, 1 => (byte)(message[at] ^ (1 << random.Next(8))), 2 => 0xFF, _ => (byte)random.Next(256) };
        }

        return message;
    }

    private static byte[] Answer(TsigKey? signed)
    {
        var message = MessageWriter.Begin(Opcode.Query, "_xmpp-server._tcp.example.test", RecordType.Srv);
        message.PatchUInt16(2, 0x8400);
        message.PatchUInt16(6, 2);
        // Three numbers and 18 octets of the target's name.
        for (var number = 0; number < 2; number++)
            message.UInt16(0xC00C).UInt16((int)RecordType.Srv).UInt16(1).UInt32(60).UInt16(24).UInt16(0).UInt16(0).UInt16(5269).Name("edge.example.org");
        if (signed is null) return message.Written.ToArray();
        using var transaction = new TsigTransaction(signed, TimeProvider.System);
        transaction.Sign(message);
        return message.Written.ToArray();
    }

    // A chain of names, each of which points at the one before.
    private static byte[] Pointers()
    {
        var message = MessageWriter.Begin(Opcode.Query, "a.example", RecordType.Srv);
        message.PatchUInt16(2, 0x8400);
        message.PatchUInt16(6, 20);
        var previous = 12;
        for (var number = 0; number < 20; number++)
        {
            var here = message.Length;
            message.Byte(1).Byte('b').UInt16(0xC000 | previous).UInt16((int)RecordType.CName).UInt16(1).UInt32(60).UInt16(0);
            previous = here;
        }

        return message.Written.ToArray();
    }
}
