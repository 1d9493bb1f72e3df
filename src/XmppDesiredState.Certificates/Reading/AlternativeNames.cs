using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Net;

namespace XmppDesiredState.Certificates.Reading;

/// <summary>
/// Subject alternative names (RFC 5280 §4.2.1.6): dNSNames in lower case as they are; SRVName (RFC 4985) as <c>srv:</c>, XmppAddr (RFC 6120 §13.7.1.4)
/// as <c>xmpp:</c>, addresses as <c>ip:</c>, all else as <c>other:</c>.
/// </summary>
internal static class AlternativeNames
{
    public const string Service = "srv:", XmppAddress = "xmpp:", Address = "ip:", Other = "other:";

    public const string ServiceOid = "1.3.6.1.5.5.7.8.7", XmppAddressOid = "1.3.6.1.5.5.7.8.5";

    private const int OtherName = 0, Email = 1, Dns = 2, Uri = 6, Ip = 7;

    /// <exception cref="AsnContentException">It is not what the standard says.</exception>
    public static ImmutableArray<string> Read(byte[]? extension)
    {
        if (extension is null) return [];
        var names = new SortedSet<string>(StringComparer.Ordinal);
        var reader = new AsnReader(extension, AsnEncodingRules.DER).ReadSequence();
        while (reader.HasData) names.Add(Read(reader));
        return [.. names];
    }

    private static string Read(AsnReader reader)
    {
        var tag = reader.PeekTag();
        return tag.TagClass != TagClass.ContextSpecific ? Unknown(reader) : tag.TagValue switch
        {
            OtherName => ReadOther(reader),
            Email => $"{Other}email:{Foreign.Line(reader.ReadCharacterString(UniversalTagNumber.IA5String, tag))}",
            Dns => Domain(reader.ReadCharacterString(UniversalTagNumber.IA5String, tag), ""),
            Uri => $"{Other}uri:{Foreign.Line(reader.ReadCharacterString(UniversalTagNumber.IA5String, tag))}",
            Ip => ReadAddress(reader.ReadOctetString(tag)),
            _ => Unknown(reader),
        };
    }

    private static string ReadOther(AsnReader reader)
    {
        var name = reader.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, OtherName));
        var id = name.ReadObjectIdentifier();
        var value = name.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0));
        return id switch
        {
            ServiceOid => Domain(value.ReadCharacterString(UniversalTagNumber.IA5String), Service),
            XmppAddressOid => XmppAddress + Foreign.Line(value.ReadCharacterString(UniversalTagNumber.UTF8String)),
            _ => Other + id,
        };
    }

    private static string ReadAddress(byte[] octets) => octets.Length is 4 or 16 ? $"{Address}{new IPAddress(octets)}" : $"{Other}ip:{Hexadecimal(octets)}";

    // A name with anything but the characters of names must never pass for one: a zero byte has been used to make "contoso.com" of "contoso.com\0.evil.com".
    private static string Domain(string text, string prefix)
    {
        var isName = text.Length is > 0 and <= 255 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '*');
        return isName ? prefix + text.TrimEnd('.').ToLowerInvariant() : $"{Other}dns:{Foreign.Line(text)}";
    }

    private static string Unknown(AsnReader reader) => Other + Hexadecimal(reader.ReadEncodedValue().Span);

    private static string Hexadecimal(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes[..Math.Min(bytes.Length, 64)]) + (bytes.Length > 64 ? "…" : "");
}
