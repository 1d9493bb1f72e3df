using System.Buffers.Binary;

namespace XmppDesiredState.Providers.Rfc2136.Messages;

/// <summary>A message as received: its header, and where its records stand.</summary>
/// <param name="Octets">All of it, without the length before it.</param>
/// <param name="Answers">Answer section only: in an AXFR all of them.</param>
/// <param name="Tsig">The TSIG record; null in an unsigned message.</param>
internal sealed record DnsMessage(ReadOnlyMemory<byte> Octets, IReadOnlyList<DnsRecord> Answers, DnsRecord? Tsig)
{
    public const int HeaderLength = 12;

    // Name (one octet of the root or a pointer of two), type, class, TTL, length.
    private const int ShortestRecord = 11;

    public ushort Id => BinaryPrimitives.ReadUInt16BigEndian(Octets.Span);

    public bool IsResponse => (Octets.Span[2] & 0x80) != 0;

    public Opcode Opcode => (Opcode)((Octets.Span[2] >> 3) & 15);

    public bool IsAuthoritative => (Octets.Span[2] & 4) != 0;

    public bool IsTruncated => (Octets.Span[2] & 2) != 0;

    public ResponseCode Code => (ResponseCode)(Octets.Span[3] & 15);

    /// <exception cref="DnsFormatException">It is no message, or not only one.</exception>
    public static DnsMessage Parse(ReadOnlyMemory<byte> octets)
    {
        var message = octets.Span;
        if (message.Length < HeaderLength) throw new DnsFormatException("The message is shorter than a header.");
        int questions = Count(message, 4), answers = Count(message, 6), others = Count(message, 8), additional = Count(message, 10);
        // Counts are only claims: nothing is allocated for records that the message has no room for.
        if ((answers + others + additional) * ShortestRecord > message.Length - HeaderLength) throw new DnsFormatException("The message claims more records than it has room for.");

        var reader = new MessageReader(message, HeaderLength);
        for (var i = 0; i < questions; i++)
        {
            reader.SkipName();
            _ = reader.ReadUInt32();
        }

        var read = new DnsRecord[answers];
        for (var i = 0; i < answers; i++) read[i] = NotTsig(reader.ReadRecord());
        for (var i = 0; i < others; i++) _ = NotTsig(reader.ReadRecord());
        DnsRecord? tsig = null;
        for (var i = 0; i < additional; i++)
        {
            var record = reader.ReadRecord();
            // RFC 8945 §5.1: the last one, and only that.
            if (record.Type == RecordType.Tsig && i == additional - 1) tsig = record;
            else _ = NotTsig(record);
        }

        if (reader.Position != message.Length) throw new DnsFormatException("Octets follow the message.");
        return new DnsMessage(octets, read, tsig);
    }

    public string NameOf(DnsRecord record) => new MessageReader(Octets.Span, record.At).ReadName();

    /// <summary>Priority, weight, port and target of an SRV record (RFC 2782); the target in the form of <see cref="MessageReader.ReadName"/>.</summary>
    public SrvData SrvOf(DnsRecord record)
    {
        var reader = new MessageReader(Octets.Span, record.DataAt);
        var data = new SrvData(reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadName());
        if (reader.Position != record.DataAt + record.DataLength) throw new DnsFormatException("The data of an SRV record has another length than it says.");
        return data;
    }

    private static int Count(ReadOnlySpan<byte> message, int at) => BinaryPrimitives.ReadUInt16BigEndian(message[at..]);

    private static DnsRecord NotTsig(DnsRecord record) => record.Type != RecordType.Tsig ? record : throw new DnsFormatException("A TSIG record stands where none may.");
}
