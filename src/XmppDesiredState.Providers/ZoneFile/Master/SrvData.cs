using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.ZoneFile.Master;

/// <summary>The data of an SRV record as a master file writes it: four fields (RFC 2782), or <c>\# 13 …</c> (RFC 3597 §5).</summary>
internal static class SrvData
{
    /// <summary>Null when the tokens are no SRV data.</summary>
    public static SrvTarget? Read(ZoneText text, ReadOnlySpan<ZoneToken> tokens, string origin)
    {
        if (tokens.Length > 0 && !tokens[0].Quoted && text.Of(tokens[0]) is [(byte)'\\', (byte)'#']) return ReadGeneric(text, tokens[1..]);
        if (tokens.Length != 4
            || !TryNumber(text.Of(tokens[0]), out var priority)
            || !TryNumber(text.Of(tokens[1]), out var weight)
            || !TryNumber(text.Of(tokens[2]), out var port)) return null;
        var target = ZoneName.Resolve(text.Of(tokens[3]), origin);
        return target is null ? null : new SrvTarget(priority, weight, port, target.Length == 0 ? "." : target);
    }

    /// <summary>Priority, weight, port and absolute target.</summary>
    public static string Write(SrvTarget target) => $"{target.Priority} {target.Weight} {target.Port} {WriteName(target.Target)}";

    public static string WriteName(string target) => target == "." ? target : target + ".";

    private static bool TryNumber(ReadOnlySpan<byte> token, out int number) =>
        int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= ushort.MaxValue;

    private static SrvTarget? ReadGeneric(ZoneText text, ReadOnlySpan<ZoneToken> tokens)
    {
        if (tokens.Length < 2 || !TryNumber(text.Of(tokens[0]), out var length)) return null;
        var hex = new StringBuilder();
        foreach (var token in tokens[1..]) hex.Append(Encoding.Latin1.GetString(text.Of(token)));
        var wire = new byte[hex.Length / 2];
        var read = hex.Length % 2 == 0 && hex.Length <= 1024
            && Convert.FromHexString(hex.ToString(), wire, out _, out _) == System.Buffers.OperationStatus.Done;
        if (!read || wire.Length != length || length < 7) return null;
        var target = ZoneName.FromWire(wire.AsSpan(6));
        return target is null ? null : new SrvTarget(BinaryPrimitives.ReadUInt16BigEndian(wire), BinaryPrimitives.ReadUInt16BigEndian(wire.AsSpan(2)),
            BinaryPrimitives.ReadUInt16BigEndian(wire.AsSpan(4)), target.Length == 0 ? "." : target);
    }
}
