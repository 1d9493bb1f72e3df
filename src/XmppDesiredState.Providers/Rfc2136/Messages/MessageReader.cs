using System.Buffers;
using System.Buffers.Binary;

namespace XmppDesiredState.Providers.Rfc2136.Messages;

/// <summary>Reads the fields of a message in order. Whatever the octets, it ends, allocates no more than a name, and throws only <see cref="DnsFormatException"/>.</summary>
internal ref struct MessageReader(ReadOnlySpan<byte> message, int position = 0)
{
    /// <summary>Octets of the longest name on the wire (RFC 1035 §2.3.4).</summary>
    private const int LongestName = 255;

    private static readonly SearchValues<byte> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_*"u8);

    private readonly ReadOnlySpan<byte> message = message;

    public int Position { get; private set; } = position;

    public byte ReadByte() => Take(1)[0];

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    /// <summary>48 bits, the time of a TSIG record in seconds.</summary>
    public long ReadUInt48() => ((long)ReadUInt16() << 32) | ReadUInt32();

    public ReadOnlySpan<byte> ReadBytes(int count) => Take(count);

    /// <summary>A name in canonical form: lower case, no trailing dot, octets that no host name has as <c>\DDD</c>. The root is empty.</summary>
    public string ReadName()
    {
        // Every octet can become four characters.
        Span<char> text = stackalloc char[LongestName * 4];
        int length = 0, octets = 1, at = Position, limit = Position;
        int? end = null;
        while (true)
        {
            int label = At(at);
            if (label == 0) break;
            if (label >= 0xC0)
            {
                var target = ((label & 0x3F) << 8) | At(at + 1);
                end ??= at + 2;
                // Only ever further back, so that no circle can be.
                if (target >= limit) throw new DnsFormatException("A name points forward or at itself.");
                (at, limit) = (target, target);
                continue;
            }

            if (label > 63) throw new DnsFormatException("A label has a form that does not exist.");
            octets += label + 1;
            if (octets > LongestName || at + 1 + label > message.Length) throw new DnsFormatException("A name is too long.");
            if (length > 0) text[length++] = '.';
            foreach (var octet in message.Slice(at + 1, label)) length += Append(text[length..], octet);
            at += label + 1;
        }

        Position = end ?? at + 1;
        return new string(text[..length]);
    }

    public void SkipName()
    {
        while (true)
        {
            int label = ReadByte();
            if (label == 0) return;
            if (label >= 0xC0)
            {
                _ = Take(1);
                return;
            }

            if (label > 63) throw new DnsFormatException("A label has a form that does not exist.");
            _ = Take(label);
        }
    }

    public DnsRecord ReadRecord()
    {
        var at = Position;
        SkipName();
        var type = (RecordType)ReadUInt16();
        var @class = (RecordClass)ReadUInt16();
        var ttl = ReadUInt32();
        var length = ReadUInt16();
        var record = new DnsRecord(at, type, @class, ttl, Position, length);
        _ = Take(length);
        return record;
    }

    private readonly byte At(int index) => index < message.Length ? message[index] : throw new DnsFormatException("The message ends inside a name.");

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > message.Length - Position) throw new DnsFormatException("The message ends too early.");
        var taken = message.Slice(Position, count);
        Position += count;
        return taken;
    }

    private static int Append(Span<char> text, byte octet)
    {
        if (octet is >= (byte)'A' and <= (byte)'Z') octet |= 0x20;
        if (Plain.Contains(octet))
        {
            text[0] = (char)octet;
            return 1;
        }

        (text[0], text[1], text[2], text[3]) = ('\\', (char)('0' + (octet / 100)), (char)('0' + (octet / 10 % 10)), (char)('0' + (octet % 10)));
        return 4;
    }
}
