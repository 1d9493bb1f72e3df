using System.Text;
using XmppDesiredState.Federation.Streams;
using XmppDesiredState.TestPeers;

namespace XmppDesiredState.Federation.Tests.Streams;

/// <summary>Around the moment when TLS begins, and during its handshake.</summary>
public sealed class HostileTlsTests
{
    [Theory]
    [InlineData(" ")]
    [InlineData("\n")]
    [InlineData("<stream:features/>")]
    [InlineData("<?xml version='1.0'?>")]
    [InlineData("x")]
    public async Task Probe_dataInTheSegmentOfProceed_isInjected(string injected)
    {
        using var certificate = TestCertificate.Ecdsa("contoso.test");

        var report = await Probe.AgainstAsync(async peer =>
        {
            await peer.AgreeAsync(XmppResponder.Proceed + injected);
            await peer.SecureAsync(certificate);
        });

        HostilePeerTests.IsProblem(StreamProblemKind.InjectedData, report);
    }

    [Theory]
    [InlineData("<stream:features/>")]
    [InlineData(" ")]
    public async Task Probe_dataAfterTheSegmentOfProceed_isInjected(string injected)
    {
        using var certificate = TestCertificate.Ecdsa("contoso.test");

        var report = await Probe.AgainstAsync(async peer =>
        {
            await peer.AgreeAsync();
            // Only once our hello is there: surely too late to be read together with <proceed/>.
            await peer.ReadUntilAsync("contoso.test");
            await peer.SendAsync(injected);
            await peer.SilenceAsync();
        });

        HostilePeerTests.IsProblem(StreamProblemKind.InjectedData, report);
    }

    [Fact]
    public async Task Probe_injectedTlsRecord_isNoCertificate()
    {
        using var certificate = TestCertificate.Ecdsa("contoso.test");

        var report = await Probe.AgainstAsync(async peer =>
        {
            await peer.AgreeAsync();
            await peer.SendAsync(new byte[] { 22, 3, 3, 0, 4, 14, 0, 0, 0 });
            await peer.SecureAsync(certificate);
        });

        Assert.True(report.Problem!.Kind is StreamProblemKind.InjectedData or StreamProblemKind.TlsFailed, $"{report.Problem}");
        Assert.Null(report.Certificate);
    }

    [Fact]
    public async Task Probe_failure_isStartTlsRefused()
    {
        var report = await Probe.AgainstAsync(async peer =>
        {
            await peer.AgreeAsync("<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:stream>");
            await peer.SilenceAsync();
        });

        HostilePeerTests.IsProblem(StreamProblemKind.StartTlsRefused, report);
    }

    [Theory]
    [InlineData("<proceed xmlns='urn:wrong'/>")]
    [InlineData(XmppResponder.Features)]
    public async Task Probe_otherAnswerToStartTls_isUnexpected(string answer)
    {
        var report = await Probe.AgainstAsync(async peer =>
        {
            await peer.AgreeAsync(answer);
            await peer.SilenceAsync();
        });

        HostilePeerTests.IsProblem(StreamProblemKind.Unexpected, report);
    }

    [Fact]
    public async Task Probe_errorInAnswerToStartTls_isStreamError()
    {
        var report = await Probe.AgainstAsync(async peer =>
        {
            await peer.AgreeAsync("<stream:error><policy-violation xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>");
            await peer.SilenceAsync();
        });

        HostilePeerTests.IsProblem(StreamProblemKind.StreamError, report);
        Assert.Equal("policy-violation", report.Problem!.Condition);
    }

    [Fact]
    public async Task Probe_tlsBeforeTheStream_isTooEarly()
    {
        var report = await Probe.AgainstAsync(async peer =>
        {
            await peer.SendAsync(new byte[] { 22, 3, 3, 0, 4, 0, 0, 0, 0 });
            await peer.SilenceAsync();
        });

        HostilePeerTests.IsProblem(StreamProblemKind.TlsTooEarly, report);
    }

    [Fact]
    public async Task Probe_clearPortAskedForDirectTls_isNotTls()
    {
        var report = await Probe.AgainstAsync(async peer =>
        {
            await peer.SendAsync("<stream:error/>");
            await peer.SilenceAsync();
        }, directTls: true);

        HostilePeerTests.IsProblem(StreamProblemKind.NotTls, report);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Probe_alert_isTlsFailed(bool directTls)
    {
        var report = await Probe.AgainstAsync(async peer =>
        {
            if (!directTls) await peer.AgreeAsync();
            // Only once our hello is there: what comes together with <proceed/> is an injection.
            await peer.ReadUntilAsync("contoso.test");
            await peer.SendAsync(new byte[] { 21, 3, 3, 0, 2, 2, 40 });
            await peer.SilenceAsync();
        }, directTls);

        HostilePeerTests.IsProblem(StreamProblemKind.TlsFailed, report);
    }

    [Theory]
    [InlineData(new byte[] { 22, 0xff, 0xff, 0xff, 0xff })]
    [InlineData(new byte[] { 22, 3, 3, 0, 1, 0 })]
    [InlineData(new byte[] { 22, 3, 3, 0x40, 0 })]
    [InlineData(new byte[] { 22, 3, 3, 0, 0 })]
    public async Task Probe_endlessRecords_endAtALimit(byte[] record)
    {
        var block = Enumerable.Repeat(record, 200).SelectMany(bytes => bytes).ToArray();
        var report = await HostilePeerTests.Bounded(() => Probe.AgainstAsync(async peer =>
        {
            while (true) await peer.SendAsync(block);
        }, directTls: true));

        Assert.True(report.Problem!.Kind is StreamProblemKind.TlsFailed or StreamProblemKind.TooMuchData, $"{report.Problem}");
        Assert.Null(report.Certificate);
    }

    [Theory]
    [InlineData(0xffffff)]
    [InlineData(90_000)]
    public async Task Probe_endlessCertificates_endAtALimit(int announced)
    {
        var report = await HostilePeerTests.Bounded(() => Probe.AgainstAsync(async peer =>
        {
            await peer.ReadUntilAsync("contoso.test");
            await peer.SendAsync(HelloOfTls12());
            byte[] list = [11, (byte)(announced >> 16), (byte)(announced >> 8), (byte)announced, (byte)((announced - 3) >> 16), (byte)((announced - 3) >> 8), (byte)(announced - 3)];
            await peer.SendAsync(Record([.. list, .. new byte[9000]]));
            for (var sent = 9000; ; sent += 9000) await peer.SendAsync(Record(new byte[9000]));
        }, directTls: true));

        Assert.True(report.Problem!.Kind is StreamProblemKind.TlsFailed or StreamProblemKind.TooMuchData, $"{report.Problem}");
        Assert.Null(report.Certificate);
    }

    [Fact]
    public async Task Probe_handshakeThatStopsAfterTheCertificate_isNoCertificate()
    {
        using var certificate = TestCertificate.Rsa("contoso.test");
        var report = await Probe.AgainstAsync(async peer =>
        {
            await peer.ReadUntilAsync("contoso.test");
            await peer.SendAsync(HelloOfTls12());
            var der = certificate.RawData;
            byte[] sized = [0, (byte)(der.Length >> 8), (byte)der.Length, .. der];
            await peer.SendAsync(Record([11, 0, (byte)((sized.Length + 3) >> 8), (byte)(sized.Length + 3), 0, (byte)(sized.Length >> 8), (byte)sized.Length, .. sized]));
            await peer.SilenceAsync();
        }, directTls: true, limits: Probe.Hasty);

        HostilePeerTests.IsProblem(StreamProblemKind.TimedOut, report);
    }

    [Theory]
    [InlineData("", StreamProblemKind.Closed)]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n", StreamProblemKind.NotXmpp)]
    [InlineData(XmppResponder.Header + "<!DOCTYPE a []>", StreamProblemKind.RestrictedXml)]
    [InlineData(XmppResponder.Header + "<stream:error><not-authorized xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>", StreamProblemKind.StreamError)]
    public async Task Probe_trouble_afterTheHandshake_keepsTheCertificate(string answer, StreamProblemKind kind)
    {
        using var certificate = TestCertificate.Ecdsa("contoso.test");

        var report = await Probe.AgainstAsync(async peer =>
        {
            await peer.SecureAsync(certificate);
            await peer.ReadUntilAsync(">");
            if (answer.Length > 0) await peer.SendAsync(answer);
        }, directTls: true, StreamGoal.SecuredFeatures);

        Assert.True(kind == report.Problem!.Kind, $"{report.Problem}");
        Assert.Equal(certificate.Thumbprint, report.Certificate!.Thumbprint);
        Assert.Null(report.SecuredFeatures);
    }

    [Fact]
    public async Task Probe_floodOverTls_endsAtTheLimit()
    {
        using var certificate = TestCertificate.Ecdsa("contoso.test");

        var report = await HostilePeerTests.Bounded(() => Probe.AgainstAsync(async peer =>
        {
            await peer.SecureAsync(certificate);
            await peer.SendAsync(XmppResponder.Header);
            while (true) await peer.SendAsync(new string(' ', 1000));
        }, directTls: true, StreamGoal.SecuredFeatures));

        Assert.Equal(StreamProblemKind.TooMuchData, report.Problem!.Kind);
        Assert.Equal(certificate.Thumbprint, report.Certificate!.Thumbprint);
    }

    [Fact]
    public async Task Probe_nothingListens_isRefused() => HostilePeerTests.IsProblem(StreamProblemKind.Refused, await Probe.RunAsync(Probe.Target(XmppResponder.Closed())));

    [Fact]
    public async Task Probe_unknownName_isNotResolved() => HostilePeerTests.IsProblem(StreamProblemKind.NotResolved, await Probe.RunAsync(Probe.Target("no-such-host.invalid:5269")));

    private static byte[] HelloOfTls12()
    {
        // ECDHE-RSA-AES128-GCM-SHA256, no compression, an empty renegotiation_info.
        byte[] body = [3, 3, .. Encoding.ASCII.GetBytes(new string('r', 32)), 0, 0xc0, 0x2f, 0, 0, 5, 0xff, 1, 0, 1, 0];
        return Record([2, 0, 0, (byte)body.Length, .. body]);
    }

    private static byte[] Record(byte[] content) => [22, 3, 3, (byte)(content.Length >> 8), (byte)content.Length, .. content];
}
