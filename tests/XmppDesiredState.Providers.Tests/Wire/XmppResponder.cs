using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace XmppDesiredState.TestPeers;

/// <summary>A server on the loopback interface that plays a script with everybody who connects.</summary>
internal sealed class XmppResponder : IAsyncDisposable
{
    public const string Header = "<?xml version='1.0'?><stream:stream xmlns='jabber:server' xmlns:stream='http://etherx.jabber.org/streams' xmlns:db='jabber:server:dialback' id='1' from='contoso.test' version='1.0'>";
    public const string Features = "<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls><dialback xmlns='urn:xmpp:features:dialback'><errors/></dialback></stream:features>";
    public const string SecuredFeatures = "<stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>EXTERNAL</mechanism></mechanisms></stream:features>";
    public const string Proceed = "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";

    private readonly TcpListener listener;
    private readonly CancellationTokenSource stopping = new();
    private readonly Func<Peer, Task> script;
    private readonly List<Task> running = [];
    private readonly Task accepting;

    public XmppResponder(Func<Peer, Task> script, IPAddress? address = null)
    {
        this.script = script;
        listener = new TcpListener(address ?? IPAddress.Loopback, 0);
        listener.Start();
        Address = ((IPEndPoint)listener.LocalEndpoint).ToString();
        accepting = AcceptAsync();
    }

    /// <summary>As in a state file.</summary>
    public string Address { get; }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public static XmppResponder StartTls(Func<X509Certificate2> certificate) => new(peer => peer.ServeStartTlsAsync(certificate()));

    public static XmppResponder DirectTls(Func<X509Certificate2> certificate) => new(peer => peer.ServeDirectTlsAsync(certificate()));

    /// <summary>An address where nothing listens.</summary>
    public static string Closed()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket.LocalEndPoint!.ToString()!;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await accepting;
        await Task.WhenAll(running);
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) running.Add(PlayAsync(await listener.AcceptSocketAsync(stopping.Token)));
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task PlayAsync(Socket socket)
    {
        await using var peer = new Peer(socket, stopping.Token);
        try
        {
            await script(peer);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException or InvalidOperationException or SocketException)
        {
            // The probe has left, as it may at any time.
        }
    }

    internal sealed class Peer(Socket socket, CancellationToken cancellationToken) : IAsyncDisposable
    {
        private readonly StringBuilder read = new();
        private Stream stream = new NetworkStream(socket, ownsSocket: true);

        public CancellationToken Cancellation => cancellationToken;

        /// <summary>Everything that was read so far.</summary>
        public string Heard => read.ToString();

        public async Task ServeStartTlsAsync(X509Certificate2 certificate)
        {
            await AgreeAsync();
            await SecureAsync(certificate);
            await ServeSecuredAsync();
        }

        public async Task ServeDirectTlsAsync(X509Certificate2 certificate)
        {
            await SecureAsync(certificate);
            await ServeSecuredAsync();
        }

        /// <summary>In clear, up to the moment when TLS begins.</summary>
        public async Task AgreeAsync(string proceed = Proceed)
        {
            await ReadUntilAsync("version='1.0'>");
            await SendAsync(Header + Features);
            await ReadUntilAsync("xmpp-tls'/>");
            await SendAsync(proceed);
        }

        public async Task SecureAsync(X509Certificate2 certificate, X509Certificate2Collection? above = null)
        {
            var secured = new SslStream(stream);
            stream = secured;
            await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = SslStreamCertificateContext.Create(certificate, above, offline: true),
                ApplicationProtocols = [new SslApplicationProtocol("xmpp-server")],
            }, cancellationToken);
        }

        public async Task ServeSecuredAsync()
        {
            await ReadUntilAsync("version='1.0'>");
            await SendAsync(Header + SecuredFeatures);
            await ReadUntilAsync("</stream:stream>");
            await SendAsync("</stream:stream>");
        }

        public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

        public async Task SendAsync(ReadOnlyMemory<byte> bytes)
        {
            await stream.WriteAsync(bytes, cancellationToken);
            await stream.FlushAsync(cancellationToken);
        }

        /// <summary>Ends our direction only.</summary>
        public void Shutdown() => socket.Shutdown(SocketShutdown.Send);

        public async Task ReadUntilAsync(string mark)
        {
            var from = read.Length;
            var buffer = new byte[4096];
            while (!read.ToString(from, read.Length - from).Contains(mark, StringComparison.Ordinal))
            {
                var count = await stream.ReadAsync(buffer, cancellationToken);
                if (count == 0) throw new IOException("The probe closed the connection.");
                read.Append(Encoding.UTF8.GetString(buffer, 0, count));
            }
        }

        /// <summary>Says nothing until the probe leaves.</summary>
        public async Task SilenceAsync()
        {
            var buffer = new byte[4096];
            while (await stream.ReadAsync(buffer, cancellationToken) > 0) read.Append(Encoding.Latin1.GetString(buffer, 0, 1));
        }

        public ValueTask DisposeAsync() => stream.DisposeAsync();
    }
}
