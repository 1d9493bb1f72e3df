using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace XmppDesiredState.Federation.Tests.Verification;

/// <summary>An XMPP server on loopback that answers as a test says, to everybody who connects.</summary>
internal sealed partial class FakePeer : IAsyncDisposable
{
    private const string Header = "<?xml version='1.0'?><stream:stream xmlns='jabber:server' xmlns:stream='http://etherx.jabber.org/streams' xmlns:db='jabber:server:dialback' id='1' version='1.0'>";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly List<Task> running = [];
    private readonly Task accepting;

    public FakePeer()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public required X509Certificate2 Certificate { get; init; }

    public string ClearFeatures { get; init; } = "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls>";

    public string SecuredFeatures { get; init; } = "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>EXTERNAL</mechanism></mechanisms><dialback xmlns='urn:xmpp:features:dialback'><errors/></dialback>";

    /// <summary>To <c>auth</c>; null: none.</summary>
    public string? ExternalAnswer { get; init; } = "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>";

    /// <summary>To <c>db:result</c> and <c>db:verify</c>, the type of each; null: none. A whole element is sent as it is.</summary>
    public string? ResultAnswer { get; init; } = "invalid";

    public string? VerifyAnswer { get; init; } = "invalid";

    /// <summary>Everything that every client said.</summary>
    public string Heard
    {
        get
        {
            lock (heard) return heard.ToString();
        }
    }

    /// <summary>Of client certificates, in the order of their connections; empty: none.</summary>
    public List<string> Presented { get; } = [];

    private readonly StringBuilder heard = new();

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var client in running) await client.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true) running.Add(ServeAsync(await listener.AcceptTcpClientAsync(stop.Token)));
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        var clear = client.GetStream();
        if (!await TalkAsync(clear, ClearFeatures)) return;
        await using var secured = new SslStream(clear);
        await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = Certificate,
            ClientCertificateRequired = true,
#pragma warning disable CA5359 // Whatever is presented is noted; a test looks at it.
            RemoteCertificateValidationCallback = (_, presented, _, _) =>
            {
                lock (Presented) Presented.Add(presented?.GetCertHashString() ?? "");
                return true;
            },
#pragma warning restore CA5359
        }, stop.Token);
        await TalkAsync(secured, SecuredFeatures);
    }

    /// <returns>Whether TLS is to begin.</returns>
    private async Task<bool> TalkAsync(Stream stream, string features)
    {
        var text = "";
        var buffer = new byte[4096];
        while (true)
        {
            var count = await stream.ReadAsync(buffer, stop.Token);
            if (count == 0) return false;
            var read = Encoding.UTF8.GetString(buffer, 0, count);
            lock (heard) heard.Append(read);
            text += read;
            while (Element().Match(text) is { Success: true } element)
            {
                text = text[(element.Index + element.Length)..];
                if (element.Value.StartsWith("<starttls", StringComparison.Ordinal))
                {
                    await SendAsync(stream, "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
                    return true;
                }

                await SendAsync(stream, Answer(element.Value, features));
            }
        }
    }

    private string? Answer(string element, string features)
    {
        if (element.StartsWith("<stream:stream", StringComparison.Ordinal)) return $"{Header}<stream:features>{features}</stream:features>";
        if (element.StartsWith("<auth", StringComparison.Ordinal)) return ExternalAnswer;
        if (element.StartsWith("</stream", StringComparison.Ordinal)) return "</stream:stream>";
        var (name, answer) = element.StartsWith("<db:result", StringComparison.Ordinal) ? ("result", ResultAnswer) : ("verify", VerifyAnswer);
        return answer is null || answer.StartsWith('<') ? answer : $"<db:{name} from='fabrikam.test' to='contoso.test' type='{answer}'/>";
    }

    private async Task SendAsync(Stream stream, string? text)
    {
        if (text is null) return;
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), stop.Token);
        await stream.FlushAsync(stop.Token);
    }

    // What a probe sends, whole.
    [GeneratedRegex("<stream:stream[^>]*>|<starttls[^>]*/>|<auth.*?</auth>|<db:result.*?</db:result>|<db:verify.*?</db:verify>|</stream:stream>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Element();
}
