using System.Globalization;
using System.Security;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace XmppDesiredState.Federation.Streams;

/// <summary>
/// One stream, which is one XML document in each direction (RFC 6120 §4.2). After STARTTLS another one begins, with a parser of its own:
/// nothing that arrived in clear can be taken for part of it.
/// </summary>
internal sealed class XmppStream : IDisposable
{
    private static readonly IdnMapping Idn = new();

    private readonly Stream connection;
    private readonly StreamLimits limits;
    private readonly StreamText text;
    private readonly XmlReader reader;
    private bool isOpen;

    private XmppStream(Stream connection, StreamLimits limits)
    {
        this.connection = connection;
        this.limits = limits;
        text = new StreamText(connection, limits.StreamBytes);
        reader = XmlReader.Create(text, new XmlReaderSettings
        {
            Async = true,
            ConformanceLevel = ConformanceLevel.Document,
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersFromEntities = 0,
            MaxCharactersInDocument = limits.StreamBytes,
            IgnoreWhitespace = true,
            CloseInput = false,
        });
    }

    /// <summary>Whether the peer speaks XMPP 1.0 or later: only then it sends features.</summary>
    public bool HasFeatures { get; private set; }

    /// <summary>Whether the peer has sent more than the elements read so far, as far as it has been read from the connection.</summary>
    public bool HasMore => text.HasMore;

    /// <summary>Sends our header and awaits the peer's.</summary>
    public static async Task<XmppStream> OpenAsync(Stream connection, StreamTarget target, StreamLimits limits, CancellationToken cancellationToken)
    {
        var stream = new XmppStream(connection, limits);
        await stream.SendAsync(Header(target), cancellationToken);
        stream.text.CancellationToken = cancellationToken;
        await stream.ReadHeaderAsync();
        return stream;
    }

    /// <summary>As a domain is written in XMPP: addresses carry the letters themselves (RFC 7622 §3.2), DNS and TLS the A-labels.</summary>
    public static string Letters(string domain)
    {
        try
        {
            return Idn.GetUnicode(domain);
        }
        catch (ArgumentException)
        {
            return domain;
        }
    }

    public async Task SendAsync(string xml, CancellationToken cancellationToken)
    {
        await connection.WriteAsync(Encoding.UTF8.GetBytes(xml), cancellationToken);
        await connection.FlushAsync(cancellationToken);
    }

    /// <summary>The next element below the stream.</summary>
    public async Task<XElement> NextAsync(CancellationToken cancellationToken)
    {
        text.CancellationToken = cancellationToken;
        // White space keeps a connection alive; of a long run the parser does not notice that it is nothing else.
        do await AdvanceAsync();
        while (reader.NodeType is XmlNodeType.Text && string.IsNullOrWhiteSpace(await ParsedAsync(reader.GetValueAsync)));
        if (reader.NodeType == XmlNodeType.EndElement) throw new StreamProblemException(StreamProblemKind.Closed, "closed the stream");
        if (reader.NodeType != XmlNodeType.Element) throw new StreamProblemException(StreamProblemKind.Unexpected, "sent text between elements");
        var element = await ReadElementAsync();
        return element.Name == StreamNames.Error ? throw ErrorOf(element) : element;
    }

    public void Dispose()
    {
        reader.Dispose();
        text.Dispose();
    }

    private static string Header(StreamTarget target) =>
        $"<?xml version='1.0'?><stream:stream xmlns='{StreamNames.Server}' xmlns:stream='{StreamNames.Streams}' xmlns:db='{StreamNames.Dialback}'"
        + (target.From is null ? "" : $" from='{SecurityElement.Escape(Letters(target.From))}'") + $" to='{SecurityElement.Escape(Letters(target.Domain))}' version='1.0'>";

    private static StreamProblemException ErrorOf(XElement error)
    {
        var condition = PeerText.Show(error.Elements().FirstOrDefault(child => child.Name != StreamNames.Text)?.Name.LocalName ?? "no condition");
        var words = error.Element(StreamNames.Text) is { Value: var value } && value.Trim().Length > 0 ? PeerText.Show(value) : null;
        return new StreamProblemException(StreamProblemKind.StreamError, $"ended the stream with {condition}" + (words is null ? "" : $" (\"{words}\")")) { Condition = condition, Text = words };
    }

    private async Task ReadHeaderAsync()
    {
        do await AdvanceAsync();
        while (reader.NodeType == XmlNodeType.XmlDeclaration);
        if (reader.NodeType != XmlNodeType.Element || Name() != StreamNames.Stream) throw new StreamProblemException(StreamProblemKind.NotXmpp, "sent XML that is not an XMPP stream");
        CheckBounds();
        if (reader.LookupNamespace("") == StreamNames.Client) throw new StreamProblemException(StreamProblemKind.Unexpected, "answered as a port for clients does");
        if (reader.IsEmptyElement) throw new StreamProblemException(StreamProblemKind.Closed, "closed the stream");
        isOpen = true;
        // An absent version means 0.9: dialback alone, no features (RFC 6120 §4.7.5).
        HasFeatures = reader.GetAttribute("version") is { } version
            && int.TryParse(version.AsSpan(0, Math.Max(0, version.IndexOf('.', StringComparison.Ordinal))), NumberStyles.None, CultureInfo.InvariantCulture, out var major) && major >= 1;
    }

    // Not XNode.ReadFromAsync: it reads one node further, which on a live stream has yet to be sent.
    private async Task<XElement> ReadElementAsync()
    {
        var root = Start();
        if (reader.IsEmptyElement) return root;
        var (current, depth) = (root, reader.Depth);
        while (true)
        {
            await AdvanceAsync();
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    var child = Start();
                    current.Add(child);
                    if (!reader.IsEmptyElement) current = child;
                    break;
                case XmlNodeType.EndElement when reader.Depth == depth:
                    return root;
                case XmlNodeType.EndElement:
                    current = current.Parent!;
                    break;
                default:
                    // Not Value: where a text is not complete yet, it would block.
                    current.Add(new XText(await ParsedAsync(reader.GetValueAsync)));
                    break;
            }
        }
    }

    private XElement Start()
    {
        CheckBounds();
        var element = new XElement(Name());
        while (reader.MoveToNextAttribute())
        {
            if (reader.NamespaceURI != XNamespace.Xmlns.NamespaceName) element.SetAttributeValue(Name(), reader.Value);
        }

        reader.MoveToElement();
        return element;
    }

    private XName Name() => XName.Get(reader.LocalName, reader.NamespaceURI);

    private void CheckBounds()
    {
        if (reader.Depth > limits.Depth) throw new StreamProblemException(StreamProblemKind.NestedTooDeeply, $"nested elements more than {limits.Depth} deep");
        if (reader.AttributeCount > limits.Attributes) throw new StreamProblemException(StreamProblemKind.TooManyAttributes, $"sent an element with more than {limits.Attributes} attributes");
    }

    private async Task AdvanceAsync()
    {
        if (!await ParsedAsync(reader.ReadAsync)) throw new StreamProblemException(StreamProblemKind.Closed, "closed the stream");
        if (reader.NodeType is XmlNodeType.Comment or XmlNodeType.ProcessingInstruction or XmlNodeType.EntityReference or XmlNodeType.DocumentType) throw Restricted(null);
    }

    private async Task<T> ParsedAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (XmlException problem)
        {
            throw text.Forbidden.WasSeen ? Restricted(problem)
                : isOpen ? new StreamProblemException(StreamProblemKind.Malformed, "sent XML that is not well-formed", problem)
                : new StreamProblemException(StreamProblemKind.NotXmpp, "sent something that is not XMPP", problem);
        }
    }

    private static StreamProblemException Restricted(XmlException? problem) =>
        new(StreamProblemKind.RestrictedXml, "sent XML that XMPP forbids (a DTD, an entity, a comment or a processing instruction)", problem);
}
