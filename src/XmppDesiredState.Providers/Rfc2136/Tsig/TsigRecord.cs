using XmppDesiredState.Providers.Rfc2136.Messages;

namespace XmppDesiredState.Providers.Rfc2136.Tsig;

/// <summary>A TSIG record (RFC 8945 §4.2).</summary>
/// <param name="Signed">When, in seconds since 1970.</param>
/// <param name="Fudge">Seconds by which clocks may differ.</param>
/// <param name="Other">With BADTIME: the server's time.</param>
internal sealed record TsigRecord(string KeyName, string AlgorithmName, long Signed, ushort Fudge, ReadOnlyMemory<byte> Mac, ushort OriginalId, ResponseCode Error, ReadOnlyMemory<byte> Other)
{
    /// <exception cref="DnsFormatException">Its data is not of this form.</exception>
    public static TsigRecord Parse(DnsMessage message, DnsRecord record)
    {
        var reader = new MessageReader(message.Octets.Span, record.DataAt);
        var algorithm = reader.ReadName();
        var (signed, fudge) = (reader.ReadUInt48(), reader.ReadUInt16());
        var mac = reader.ReadBytes(reader.ReadUInt16()).ToArray();
        var (id, error) = (reader.ReadUInt16(), (ResponseCode)reader.ReadUInt16());
        var other = reader.ReadBytes(reader.ReadUInt16()).ToArray();
        if (reader.Position != record.DataAt + record.DataLength) throw new DnsFormatException("The data of the TSIG record has another length than it says.");
        return new TsigRecord(message.NameOf(record), algorithm, signed, fudge, mac, id, error, other);
    }

    /// <summary>The server's time; null where it does not say.</summary>
    public DateTimeOffset? ServerTime
    {
        get
        {
            if (Error != ResponseCode.BadTime || Other.Length != 6) return null;
            var seconds = new MessageReader(Other.Span).ReadUInt48();
            // The largest that 48 bits hold lies far beyond the year 9999.
            return seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
        }
    }
}
