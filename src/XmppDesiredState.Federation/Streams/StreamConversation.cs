using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using XmppDesiredState.Federation.Tls;

namespace XmppDesiredState.Federation.Streams;

/// <summary>One connection and how far it has come. Every wait is inside a stage, and every stage has its time.</summary>
internal sealed class StreamConversation : IAsyncDisposable
{
    private readonly StreamTarget target;
    private readonly StreamLimits limits;
    private readonly TimeProvider clock;
    private readonly CancellationToken cancellation;
    private readonly CancellationTokenSource total;
    private StreamStage stage;
    private BoundedStream? network;
    private SslStream? secured;
    private XmppStream? stream;

    public StreamConversation(StreamTarget target, StreamLimits limits, TimeProvider clock, CancellationToken cancellationToken)
    {
        (this.target, this.limits, this.clock, cancellation) = (target, limits, clock, cancellationToken);
        total = new CancellationTokenSource(limits.Total, clock);
        Report = new StreamReport(target);
    }

    public StreamReport Report { get; private set; }

    /// <summary>Where it is, or was when a problem ended it.</summary>
    public StreamStage Stage => stage;

    private XmppStream Open => stream ?? throw new InvalidOperationException("Open a stream first.");

    private BoundedStream Network => network ?? throw new InvalidOperationException("Connect first.");

    public async Task ConnectAsync()
    {
        var addresses = IPAddress.TryParse(target.Endpoint.Host, out var address) ? [address]
            : await InAsync(StreamStage.Resolving, token => System.Net.Dns.GetHostAddressesAsync(target.Endpoint.Host, token));
        if (addresses.Length == 0) throw new StreamProblemException(StreamProblemKind.NotResolved, "has no address");
        var socket = await InAsync(StreamStage.Connecting, token => Connecting.RunAsync(addresses.Take(limits.Addresses).ToArray(), target.Endpoint.Port, limits.Stage, clock, token));
        network = new BoundedStream(new NetworkStream(socket, ownsSocket: true));
        Report = Report with { Endpoint = socket.RemoteEndPoint as IPEndPoint };
    }

    /// <summary>In clear. An XMPP older than 1.0 has no features, and dialback alone.</summary>
    public async Task OpenAsync()
    {
        Network.Allow(limits.StreamBytes);
        stream = await InAsync(StreamStage.Opening, token => XmppStream.OpenAsync(Network, target, limits, token));
        if (stream.HasFeatures) Report = Report with { ClearFeatures = await ReadFeaturesAsync(StreamStage.ReadingFeatures, stream) };
    }

    /// <summary>Until the peer says that TLS may begin.</summary>
    public async Task StartTlsAsync()
    {
        if (Report.ClearFeatures is not { } features) throw new StreamProblemException(StreamProblemKind.StartTlsNotOffered, "speaks an XMPP older than 1.0, which has no STARTTLS");
        await InAsync(StreamStage.StartingTls, token => AskForTlsAsync(Open, features, token));
    }

    public async Task HandshakeAsync()
    {
        Network.Allow(limits.HandshakeBytes);
        Network.ExpectTls(target.DirectTls
            ? new StreamProblemException(StreamProblemKind.NotTls, "answered the TLS hello with something that is not TLS")
            : new StreamProblemException(StreamProblemKind.InjectedData, "sent data in clear after it had agreed to begin TLS"));
        (secured, var certificate) = await InAsync(StreamStage.Handshake, token => TlsHandshake.RunAsync(Network, target.Domain, target.DirectTls, target.Identity, token));
        Report = Report with { Certificate = certificate };
    }

    public async Task ReadSecuredFeaturesAsync()
    {
        Network.Allow(limits.SecuredBytes);
        stream?.Dispose();
        stream = await InAsync(StreamStage.OpeningSecured, token => XmppStream.OpenAsync(secured!, target, limits, token));
        if (!stream.HasFeatures) throw new StreamProblemException(StreamProblemKind.Unexpected, "speaks an XMPP older than 1.0 over TLS");
        Report = Report with { SecuredFeatures = await ReadFeaturesAsync(StreamStage.ReadingSecuredFeatures, stream) };
    }

    /// <summary>SASL EXTERNAL, where it is offered.</summary>
    public async Task AuthenticateAsync()
    {
        if (target.From is null || Report.SecuredFeatures is not { } features || !features.Mechanisms.Contains("EXTERNAL", StringComparer.Ordinal)) return;
        Report = Report with { External = await InAsync(StreamStage.Authenticating, token => Authentication.ProveAsync(Open, target.From, token)) };
    }

    /// <summary>Both questions of dialback. Who has answered the second one has had time for the first.</summary>
    public async Task CallBackAsync()
    {
        if (target.From is not { } from) return;
        await InAsync(StreamStage.CallingBack, token => Authentication.AskAsync(Open, from, target.Domain, token));
        while (Report.Dialback is null) await InAsync(StreamStage.CallingBack, limits.Total, ReadAnswerAsync);
        while (Report.Authority is null) await InAsync(StreamStage.CallingBack, ReadAnswerAsync);
    }

    /// <summary>Tells the peer that the stream and the connection end on purpose, where it still listens.</summary>
    public async Task LeaveAsync()
    {
        try
        {
            if (stream is not null && (secured is null || Report.SecuredFeatures is not null)) await stream.SendAsync("</stream:stream>", total.Token);
            if (secured is not null) await secured.ShutdownAsync().WaitAsync(limits.Stage, clock, cancellation);
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException or TimeoutException or StreamProblemException or System.ComponentModel.Win32Exception
            || (gone is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            // What was wanted has been seen; the peer may have left first.
        }
    }

    public async ValueTask DisposeAsync()
    {
        stream?.Dispose();
        if (secured is not null) await secured.DisposeAsync();
        if (network is not null) await network.DisposeAsync();
        total.Dispose();
    }

    private async Task<bool> ReadAnswerAsync(CancellationToken cancellationToken)
    {
        var element = await Open.NextAsync(cancellationToken);
        if (element.Name == StreamNames.DialbackVerify) Report = Report with { Authority = Authentication.AnswerOf(element) ?? Report.Authority };
        else if (element.Name == StreamNames.DialbackResult) Report = Report with { Dialback = Authentication.AnswerOf(element) ?? Report.Dialback };
        return true;
    }

    private async Task<StreamFeatures> ReadFeaturesAsync(StreamStage at, XmppStream from)
    {
        var element = await InAsync(at, from.NextAsync);
        return element.Name == StreamNames.Features ? StreamFeatures.Of(element)
            : throw new StreamProblemException(StreamProblemKind.Unexpected, $"sent {PeerText.Show(element.Name.LocalName)} in place of stream features");
    }

    private async Task<bool> AskForTlsAsync(XmppStream clear, StreamFeatures features, CancellationToken cancellationToken)
    {
        if (features.StartTls == StartTlsOffer.None) throw new StreamProblemException(StreamProblemKind.StartTlsNotOffered, "does not offer STARTTLS");
        await clear.SendAsync($"<starttls xmlns='{StreamNames.Tls}'/>", cancellationToken);
        var answer = await clear.NextAsync(cancellationToken);
        if (answer.Name == StreamNames.Failure) throw new StreamProblemException(StreamProblemKind.StartTlsRefused, "refused STARTTLS although it offers it");
        if (answer.Name != StreamNames.Proceed) throw new StreamProblemException(StreamProblemKind.Unexpected, $"sent {PeerText.Show(answer.Name.LocalName)} in answer to STARTTLS");
        // The first byte of TLS is ours to send. What is here already, or comes as anything but a TLS record, did not wait for it.
        return clear.HasMore || Network.HasMore
            ? throw new StreamProblemException(StreamProblemKind.InjectedData, "sent data in clear after it had agreed to begin TLS")
            : true;
    }

    private Task<T> InAsync<T>(StreamStage at, Func<CancellationToken, Task<T>> work) => InAsync(at, limits.Stage, work);

    private async Task<T> InAsync<T>(StreamStage at, TimeSpan within, Func<CancellationToken, Task<T>> work)
    {
        stage = at;
        using var limit = new CancellationTokenSource(within, clock);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, total.Token, cancellation);
        try
        {
            return await work(any.Token);
        }
        catch (Exception problem)
        {
            cancellation.ThrowIfCancellationRequested();
            if (network?.Problem is { } known) throw known;
            if (problem is StreamProblemException) throw;
            if (any.IsCancellationRequested) throw StreamTroubles.TimedOut(total.IsCancellationRequested ? limits.Total : within);
            if (StreamTroubles.Translate(problem, stage, network is { HasEnded: true }) is { } translated) throw translated;
            throw;
        }
    }
}
