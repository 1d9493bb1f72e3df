using System.Buffers.Binary;
using System.Security.Cryptography;
using XmppDesiredState.Providers.Rfc2136.Messages;

namespace XmppDesiredState.Providers.Rfc2136.Tsig;

/// <summary>
/// One question and its answer, or its chain of answers, under one key (RFC 8945). The digest of each answer holds the signature of the one
/// before, the first that of the question: so a recorded answer fits no other question.
/// </summary>
internal sealed class TsigTransaction(TsigKey key, TimeProvider clock) : IDisposable
{
    /// <summary>Seconds (RFC 8945 §10 recommends this).</summary>
    private const int Fudge = 300;

    /// <summary>RFC 8945 §5.3.1: at least every hundredth message of a chain is signed.</summary>
    private const int MostUnsigned = 99;

    private IncrementalHash? hash;
    private bool isFirst = true;
    private int unsigned;

    /// <summary>Whether the last message was signed: a chain must end so.</summary>
    public bool IsComplete => !isFirst && unsigned == 0;

    public DateTimeOffset? ServerTime { get; private set; }

    /// <summary>Appends the signature.</summary>
    public void Sign(MessageWriter message)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var id = BinaryPrimitives.ReadUInt16BigEndian(message.Written);
        using var signature = key.BeginHash();
        signature.AppendData(message.Written);
        signature.AppendData(Variables(now, Fudge, ResponseCode.NoError, []));
        var mac = signature.GetHashAndReset();
        message.Name(key.Name).UInt16((int)RecordType.Tsig).UInt16((int)RecordClass.Any).UInt32(0);
        var at = message.Length;
        message.UInt16(0).Name(key.AlgorithmName).UInt48(now).UInt16(Fudge).UInt16(mac.Length).Bytes(mac).UInt16(id).UInt16(0).UInt16(0);
        message.PatchUInt16(at, message.Length - at - 2);
        message.PatchUInt16(10, BinaryPrimitives.ReadUInt16BigEndian(message.Written[10..]) + 1);
        Chain(mac);
    }

    /// <exception cref="DnsFormatException">Its TSIG record is malformed.</exception>
    public TsigVerdict Verify(DnsMessage message)
    {
        if (message.Tsig is not { } record)
        {
            if (isFirst || ++unsigned > MostUnsigned) return TsigVerdict.Unsigned;
            hash!.AppendData(message.Octets.Span);
            return TsigVerdict.Pending;
        }

        var tsig = TsigRecord.Parse(message, record);
        // Such an answer carries no signature (RFC 8945 §5.3.2): a diagnosis, never an outcome.
        if (tsig.Error == ResponseCode.BadKey) return TsigVerdict.KeyRefused;
        if (tsig.Error == ResponseCode.BadSig) return TsigVerdict.SignatureRefused;

        Span<byte> header = stackalloc byte[DnsMessage.HeaderLength];
        var octets = message.Octets.Span;
        octets[..header.Length].CopyTo(header);
        BinaryPrimitives.WriteUInt16BigEndian(header, tsig.OriginalId);
        BinaryPrimitives.WriteUInt16BigEndian(header[10..], (ushort)(BinaryPrimitives.ReadUInt16BigEndian(header[10..]) - 1));
        hash!.AppendData(header);
        hash.AppendData(octets[header.Length..record.At]);
        hash.AppendData(isFirst ? Variables(tsig.Signed, tsig.Fudge, tsig.Error, tsig.Other.Span) : Timers(tsig.Signed, tsig.Fudge));
        var expected = hash.GetHashAndReset();
        if (tsig.KeyName != key.Name || tsig.AlgorithmName != key.AlgorithmName || record.Class != RecordClass.Any
            || !CryptographicOperations.FixedTimeEquals(expected, tsig.Mac.Span))
            return TsigVerdict.Forged;

        (isFirst, unsigned, ServerTime) = (false, 0, tsig.ServerTime ?? DateTimeOffset.FromUnixTimeSeconds(Math.Min(tsig.Signed, DateTimeOffset.MaxValue.ToUnixTimeSeconds())));
        Chain(expected);
        return tsig.Error == ResponseCode.BadTime ? TsigVerdict.ClockRefused
            : Math.Abs(clock.GetUtcNow().ToUnixTimeSeconds() - tsig.Signed) > tsig.Fudge ? TsigVerdict.OutOfTime : TsigVerdict.Verified;
    }

    public void Dispose() => hash?.Dispose();

    private void Chain(byte[] mac)
    {
        hash ??= key.BeginHash();
        Span<byte> length = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)mac.Length);
        hash.AppendData(length);
        hash.AppendData(mac);
    }

    // RFC 8945 §4.3.3: names in lower case and uncompressed.
    private ReadOnlySpan<byte> Variables(long signed, int fudge, ResponseCode error, ReadOnlySpan<byte> other) => new MessageWriter()
        .Name(key.Name).UInt16((int)RecordClass.Any).UInt32(0).Name(key.AlgorithmName).UInt48(signed).UInt16(fudge).UInt16((int)error).UInt16(other.Length).Bytes(other).Written;

    private static ReadOnlySpan<byte> Timers(long signed, int fudge) => new MessageWriter(8).UInt48(signed).UInt16(fudge).Written;
}
