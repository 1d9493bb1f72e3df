using System.Buffers.Binary;

namespace XmppDesiredState.Providers.Rfc2136.Messages;

/// <summary>
/// Writes a message. Names go out uncompressed: that is legal everywhere, and a pointer cannot reach beyond 16,383 octets, which some
/// servers answer with FORMERR.
/// </summary>
internal sealed class MessageWriter(int capacity = 512)
{
    /// <summary>Two octets before it say how long a message is (RFC 1035 §4.2.2).</summary>
    public const int Longest = ushort.MaxValue;

    private byte[] octets = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => octets.AsSpan(0, Length);

    public MessageWriter Byte(int value)
    {
        Grow(1)[0] = (byte)value;
        return this;
    }

    public MessageWriter UInt16(int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(Grow(2), (ushort)value);
        return this;
    }

    public MessageWriter UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(Grow(4), value);
        return this;
    }

    public MessageWriter UInt48(long value) => UInt16((int)(value >> 32)).UInt32((uint)value);

    public MessageWriter Bytes(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Grow(value.Length));
        return this;
    }

    /// <summary>Puts a value where one was left out before, such as a length known only now.</summary>
    public void PatchUInt16(int at, int value) => BinaryPrimitives.WriteUInt16BigEndian(octets.AsSpan(at, 2), (ushort)value);

    /// <summary>The header (RFC 1035 §4.1.1) with an id to be patched, and one question or zone.</summary>
    public static MessageWriter Begin(Opcode opcode, string name, RecordType type, int capacity = 512) => new MessageWriter(capacity)
        .UInt16(0).UInt16((int)opcode << 11).UInt16(1).UInt16(0).UInt16(0).UInt16(0).Name(name).UInt16((int)type).UInt16((int)RecordClass.In);

    /// <summary>A name in the form of <see cref="MessageReader.ReadName"/>.</summary>
    public MessageWriter Name(string name)
    {
        for (var at = 0; at < name.Length; at++)
        {
            var length = Length;
            Byte(0);
            for (; at < name.Length && name[at] != '.'; at++)
            {
                if (name[at] != '\\') Byte(name[at]);
                else
                {
                    Byte(((name[at + 1] - '0') * 100) + ((name[at + 2] - '0') * 10) + (name[at + 3] - '0'));
                    at += 3;
                }
            }

            octets[length] = (byte)(Length - length - 1);
        }

        return Byte(0);
    }

    private Span<byte> Grow(int count)
    {
        if (Length + count > octets.Length) Array.Resize(ref octets, Math.Max(Length + count, octets.Length * 2));
        Length += count;
        return octets.AsSpan(Length - count, count);
    }
}
