using System.Security.Cryptography;

namespace XmppDesiredState.Certificates;

/// <summary>Textual encoding (RFC 7468), with any text around the blocks.</summary>
internal static class Pem
{
    private const string Begin = "-----BEGIN ", End = "-----END ", Dashes = "-----";

    public static string Write(string label, ReadOnlySpan<byte> der) => PemEncoding.WriteString(label, der) + "\n";

    /// <summary>Every block that is whole; what is broken is passed over. Linear in the length of the text, whatever it holds.</summary>
    public static IEnumerable<(string Label, byte[] Der)> Blocks(string text)
    {
        var position = 0;
        while (position < text.Length)
        {
            var end = text.IndexOf(End, position, StringComparison.Ordinal);
            if (end < 0) yield break;
            // The nearest start before it: each character is looked at twice at most.
            var begin = text.AsSpan(position, end - position).LastIndexOf(Begin);
            if (begin >= 0 && Decode(text, position + begin + Begin.Length, end) is { } block) yield return block;
            position = end + End.Length;
        }
    }

    private static (string Label, byte[] Der)? Decode(string text, int labelStart, int end)
    {
        var labelEnd = text.IndexOf(Dashes, labelStart, end - labelStart, StringComparison.Ordinal);
        if (labelEnd < 0) return null;
        var label = text[labelStart..labelEnd];
        if (!text.AsSpan(end + End.Length).StartsWith(label + Dashes)) return null;
        var body = text.AsSpan(labelEnd + Dashes.Length, end - labelEnd - Dashes.Length);
        var der = new byte[body.Length];
        // White space is passed over by the decoder; headers, as in an encrypted PKCS#1 key, make the block undecodable, which it is.
        return Convert.TryFromBase64Chars(body, der, out var written) ? (label, der[..written]) : null;
    }
}
