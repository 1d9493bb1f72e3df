using System.Net.Security;
using System.Text;

namespace XmppDesiredState.LyncPowerShell.Xmpp;

/// <summary>As much of a server-to-server stream as shows a certificate: the header, STARTTLS, the handshake, the header again, the features, the end (RFC 6120).</summary>
internal sealed class PeerStream(Stream network, SslStreamCertificateContext certificate)
{
    private const int LongestInput = 64 * 1024;
    private const string Header = "<?xml version='1.0'?><stream:stream xmlns='jabber:server' xmlns:stream='http://etherx.jabber.org/streams' xmlns:db='jabber:server:dialback' id='lyncsim' version='1.0'>";
    private const string ClearFeatures = "<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls></stream:features>";
    private const string SecureFeatures = "<stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>EXTERNAL</mechanism></mechanisms><dialback xmlns='urn:xmpp:features:dialback'/></stream:features>";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public async Task RunAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        await UntilAsync(network, text => text.Contains("<stream:stream", StringComparison.Ordinal) && text.EndsWith('>'), limit.Token);
        await SendAsync(network, Header + ClearFeatures, limit.Token);
        await UntilAsync(network, text => text.Contains("<starttls", StringComparison.Ordinal) && text.EndsWith('>'), limit.Token);
        await SendAsync(network, "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>", limit.Token);
        await using var secured = new SslStream(network);
        await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = certificate }, limit.Token);
        await UntilAsync(secured, text => text.Contains("<stream:stream", StringComparison.Ordinal) && text.EndsWith('>'), limit.Token);
        await SendAsync(secured, Header + SecureFeatures, limit.Token);
        await UntilAsync(secured, text => text.Contains("</stream:stream", StringComparison.Ordinal), limit.Token);
        await SendAsync(secured, "</stream:stream>", limit.Token);
    }

    private static async Task SendAsync(Stream stream, string text, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }

    private static async Task UntilAsync(Stream stream, Func<string, bool> isEnough, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        var text = new StringBuilder();
        while (!isEnough(text.ToString().TrimEnd()))
        {
            var count = await stream.ReadAsync(buffer, cancellationToken);
            if (count == 0) throw new InvalidDataException("The stream ended.");
            if (text.Append(Encoding.UTF8.GetString(buffer, 0, count)).Length > LongestInput) throw new InvalidDataException("The peer sends too much.");
        }
    }
}
