using System.Text;

namespace XmppDesiredState.Federation.Streams;

/// <summary>
/// The characters of one stream. Strictly UTF-8 (RFC 6120 §11.6) whatever an XML declaration says, bounded, and handed on no further than
/// the next <c>&gt;</c>: so the parser never holds anything beyond the element it has reported, and what else has arrived can be told.
/// </summary>
internal sealed class StreamText(Stream source, int limit) : TextReader
{
    private readonly byte[] bytes = new byte[4096];
    // One more than bytes: a character can be completed by the first byte of a read.
    private readonly char[] characters = new char[4097];
    private readonly Decoder decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder();

    private int next, end;
    private long received;

    /// <summary>For the reads that follow: an XML reader takes no token.</summary>
    public CancellationToken CancellationToken { get; set; }

    /// <summary>Whether more has arrived than was handed on.</summary>
    public bool HasMore => next < end;

    /// <summary>What was handed on so far held markup that XMPP forbids, if the parser did not think it well-formed.</summary>
    public ForbiddenMarkup Forbidden { get; } = new();

    public override async Task<int> ReadAsync(char[] buffer, int index, int count)
    {
        if (count == 0) return 0;
        while (next == end) await FillAsync();
        var ready = characters.AsMemory(next, Math.Min(end - next, count));
        var bracket = ready.Span.IndexOf('>');
        if (bracket >= 0) ready = ready[..(bracket + 1)];
        ready.CopyTo(buffer.AsMemory(index));
        Forbidden.Look(ready.Span);
        next += ready.Length;
        return ready.Length;
    }

    // A blocking read would escape the time limits.
    public override int Read(char[] buffer, int index, int count) => throw new NotSupportedException();

    public override int Read() => throw new NotSupportedException();

    public override int Peek() => throw new NotSupportedException();

    private async Task FillAsync()
    {
        var count = await source.ReadAsync(bytes, CancellationToken);
        if (count == 0) throw new StreamProblemException(StreamProblemKind.Closed, "closed the connection");
        // Twenty-two begins a TLS record and is no character of XML.
        if (received == 0 && bytes[0] is 21 or 22) throw new StreamProblemException(StreamProblemKind.TlsTooEarly, "sent TLS where a stream begins in clear");
        var isFirst = received == 0;
        received += count;
        if (received > limit) throw new StreamProblemException(StreamProblemKind.TooMuchData, $"sent more than {limit} bytes");
        try
        {
            (next, end) = (0, decoder.GetChars(bytes.AsSpan(0, count), characters, flush: false));
        }
        catch (DecoderFallbackException problem)
        {
            throw new StreamProblemException(isFirst ? StreamProblemKind.NotXmpp : StreamProblemKind.Malformed, "sent something that is not UTF-8", problem);
        }

        // The parser would wait for more of a short greeting.
        if (isFirst && end > 0 && characters[0] != '<' && !char.IsWhiteSpace(characters[0])) throw new StreamProblemException(StreamProblemKind.NotXmpp, "sent something that is not XMPP");
    }
}
