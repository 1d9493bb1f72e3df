using System.Formats.Asn1;

namespace XmppDesiredState.Certificates;

/// <summary>What is asked of foreign bytes before a parser that recurses sees them.</summary>
internal static class Der
{
    private const int Deepest = 32;

    /// <summary>Length of the DER value at the start, null when there is none, or when it is nested deeper than any certificate is.</summary>
    /// <remarks>Indefinite lengths are refused: they are BER, and no certificate, request or PKCS#7 of a CA has them.</remarks>
    public static int? LengthOf(ReadOnlySpan<byte> bytes)
    {
        Span<int> ends = stackalloc int[Deepest];
        int depth = 0, position = 0, whole = 0;
        do
        {
            if (!AsnDecoder.TryReadEncodedValue(bytes[position..(depth == 0 ? bytes.Length : ends[depth - 1])], AsnEncodingRules.DER, out var tag, out var offset, out var length, out var consumed)) return null;
            if (depth == 0) whole = consumed;
            if (tag.IsConstructed && length > 0)
            {
                if (depth == Deepest) return null;
                ends[depth++] = position + offset + length;
                position += offset;
            }
            else
            {
                position += consumed;
            }

            while (depth > 0 && position == ends[depth - 1]) depth--;
        }
        while (depth > 0);
        return whole;
    }

    /// <summary>Whether it is one DER value and nothing else.</summary>
    public static bool IsSound(ReadOnlySpan<byte> bytes) => LengthOf(bytes) == bytes.Length;
}
