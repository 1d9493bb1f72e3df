using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using XmppDesiredState.Federation.Streams;
using XmppDesiredState.TestPeers;

namespace XmppDesiredState.Federation.Tests.Streams;

/// <summary>Servers that do as they should.</summary>
public sealed class StreamProbeTests
{
    public static TheoryData<bool, bool> Ways() => new() { { false, false }, { false, true }, { true, false }, { true, true } };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Probe_goodServer_seesTheCertificateThatWasServed(bool directTls, bool ecdsa)
    {
        using var certificate = ecdsa ? TestCertificate.Ecdsa("contoso.test") : TestCertificate.Rsa("contoso.test");

        var report = await Probe.AgainstAsync(peer => directTls ? peer.ServeDirectTlsAsync(certificate) : peer.ServeStartTlsAsync(certificate), directTls);

        Assert.Null(report.Problem);
        Assert.Equal(certificate.RawData, report.Certificate!.Leaf);
        Assert.Equal(certificate.Thumbprint, report.Certificate.Thumbprint);
        Assert.Equal(1, report.Certificate.Sent);
        Assert.True(report.Certificate.Protocol is SslProtocols.Tls12 or SslProtocols.Tls13);
        Assert.Equal(directTls ? "xmpp-server" : "", report.Certificate.Alpn);
        Assert.Equal(IPAddress.Loopback, report.Endpoint!.Address);
        Assert.Null(report.SecuredFeatures);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Probe_ofFeatures_readsThemBeforeAndAfterTls(bool directTls)
    {
        using var certificate = TestCertificate.Ecdsa("contoso.test");

        var report = await Probe.AgainstAsync(peer => directTls ? peer.ServeDirectTlsAsync(certificate) : peer.ServeStartTlsAsync(certificate), directTls, StreamGoal.SecuredFeatures);

        Assert.Null(report.Problem);
        Assert.Equal(["EXTERNAL"], report.SecuredFeatures!.Mechanisms);
        Assert.Equal((StartTlsOffer.None, false), (report.SecuredFeatures.StartTls, report.SecuredFeatures.Dialback));
        if (directTls)
        {
            Assert.Null(report.ClearFeatures);
        }
        else
        {
            Assert.Equal((StartTlsOffer.Required, true, true), (report.ClearFeatures!.StartTls, report.ClearFeatures.Dialback, report.ClearFeatures.DialbackErrors));
            Assert.Empty(report.ClearFeatures.Mechanisms);
            Assert.Equal(["{urn:ietf:params:xml:ns:xmpp-tls}starttls", "{urn:xmpp:features:dialback}dialback"], report.ClearFeatures.All);
        }
    }

    [Fact]
    public async Task Probe_chain_countsWhatWasSent()
    {
        var (leaf, above) = TestCertificate.Chain("contoso.test", 3);
        using var certificate = leaf;

        var report = await Probe.AgainstAsync(peer => peer.SecureAsync(leaf, above), directTls: true);

        Assert.Equal(leaf.Thumbprint, report.Certificate!.Thumbprint);
        // A server in .NET leaves the root out, as RFC 8446 §4.4.2 allows.
        Assert.Equal(3, report.Certificate.Sent);
    }

    [Theory]
    [InlineData("contoso.test", "fabrikam.test", " from='fabrikam.test' to='contoso.test' version='1.0'>")]
    [InlineData("xn--mller-kva.test", null, " xmlns:db='jabber:server:dialback' to='müller.test' version='1.0'>")]
    public async Task Probe_domain_isLettersInXmppAndALabelsInTls(string domain, string? from, string header)
    {
        var heard = new TaskCompletionSource<string>();
        await using var server = new XmppResponder(async peer =>
        {
            await peer.AgreeAsync();
            var clear = peer.Heard;
            // The hello itself: a server in .NET would decode the name.
            await peer.ReadUntilAsync(domain);
            heard.SetResult(clear);
        });

        await Probe.RunAsync(Probe.Target(server.Address) with { Domain = domain, From = from });

        Assert.Contains(header, await heard.Task, StringComparison.Ordinal);
        Assert.EndsWith("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>", await heard.Task, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_serverThatSplitsEveryByte_isReadAllTheSame()
    {
        using var certificate = TestCertificate.Ecdsa("contoso.test");

        var report = await Probe.AgainstAsync(async peer =>
        {
            await peer.ReadUntilAsync(">");
            foreach (var c in XmppResponder.Header + "  \n" + XmppResponder.Features + " ") await peer.SendAsync($"{c}");
            await peer.ReadUntilAsync("xmpp-tls'/>");
            foreach (var c in "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'></proceed>") await peer.SendAsync($"{c}");
            await peer.SecureAsync(certificate);
        });

        Assert.Null(report.Problem);
        Assert.Equal(certificate.Thumbprint, report.Certificate!.Thumbprint);
    }

    [Fact]
    public async Task Probe_twice_seesTheCertificateEachTime()
    {
        using X509Certificate2 first = TestCertificate.Rsa("contoso.test"), second = TestCertificate.Rsa("contoso.test");
        var served = first;
        await using var server = XmppResponder.DirectTls(() => served);

        var before = await Probe.RunAsync(Probe.Target(server.Address, directTls: true));
        served = second;
        var after = await Probe.RunAsync(Probe.Target(server.Address, directTls: true));

        Assert.Equal((first.Thumbprint, second.Thumbprint), (before.Certificate!.Thumbprint, after.Certificate!.Thumbprint));
    }

    [Fact]
    public async Task Probe_name_isResolved()
    {
        using var certificate = TestCertificate.Ecdsa("contoso.test");
        await using var server = XmppResponder.StartTls(() => certificate);

        var report = await Probe.RunAsync(Probe.Target($"localhost:{server.Port}"));

        Assert.Equal(certificate.Thumbprint, report.Certificate?.Thumbprint);
    }

    [Fact]
    public async Task Probe_cancelled_throws()
    {
        using var stop = new CancellationTokenSource();
        await using var server = new XmppResponder(async peer =>
        {
            await peer.ReadUntilAsync(">");
            await stop.CancelAsync();
            await peer.SilenceAsync();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => StreamProbe.RunAsync(Probe.Target(server.Address), Probe.Patient, TimeProvider.System, stop.Token));
    }
}
