using System.Diagnostics;
using XmppDesiredState.Federation.Streams;
using XmppDesiredState.TestPeers;

namespace XmppDesiredState.Federation.Tests.Streams;

/// <summary>Servers that do as they should not. Each costs little time and memory, and yields a problem of its kind and no certificate.</summary>
public sealed class HostilePeerTests
{
    private const string Tls = "urn:ietf:params:xml:ns:xmpp-tls";

    /// <summary>Name, what is sent after our header, and what it is called.</summary>
    public static TheoryData<string, string, StreamProblemKind> Answers() => new()
    {
        { "http", "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", StreamProblemKind.NotXmpp },
        { "html", "<html><body>no</body></html>", StreamProblemKind.NotXmpp },
        { "another namespace", "<stream:stream xmlns:stream='urn:wrong' version='1.0'>", StreamProblemKind.NotXmpp },
        { "noise", "\u0001\u0002\u0003", StreamProblemKind.NotXmpp },
        { "another greeting", "+OK", StreamProblemKind.NotXmpp },
        { "a port for clients", "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>", StreamProblemKind.Unexpected },
        { "an empty stream", "<stream:stream xmlns:stream='http://etherx.jabber.org/streams' version='1.0'/>", StreamProblemKind.Closed },
        { "dtd before the stream", "<?xml version='1.0'?><!DOCTYPE stream [<!ENTITY a 'b'>]>" + XmppResponder.Header + XmppResponder.Features, StreamProblemKind.RestrictedXml },
        { "external dtd", "<!DOCTYPE stream SYSTEM 'http://127.0.0.1:9/evil.dtd'>" + XmppResponder.Header + XmppResponder.Features, StreamProblemKind.RestrictedXml },
        { "dtd inside the stream", XmppResponder.Header + "<!DOCTYPE a []>", StreamProblemKind.RestrictedXml },
        { "entity bomb", "<!DOCTYPE l [<!ENTITY a 'aaaaaaaaaa'>" + string.Concat(Enumerable.Range('b', 20).Select(c => $"<!ENTITY {(char)c} '{string.Concat(Enumerable.Repeat($"&{(char)(c - 1)};", 10))}'>")) + "]>" + XmppResponder.Header + "&u;", StreamProblemKind.RestrictedXml },
        { "undeclared entity", XmppResponder.Header + "<stream:features>&bomb;</stream:features>", StreamProblemKind.RestrictedXml },
        { "entity in an attribute", XmppResponder.Header + "<stream:features a='&bomb;'/>", StreamProblemKind.RestrictedXml },
        { "comment", XmppResponder.Header + "<!-- hello -->", StreamProblemKind.RestrictedXml },
        { "comment in features", XmppResponder.Header + "<stream:features><!-- hello --></stream:features>", StreamProblemKind.RestrictedXml },
        { "processing instruction", XmppResponder.Header + "<?php echo 1 ?>", StreamProblemKind.RestrictedXml },
        { "second header with declaration", XmppResponder.Header + XmppResponder.Header, StreamProblemKind.Malformed },
        { "second header", XmppResponder.Header + XmppResponder.Header[(XmppResponder.Header.IndexOf("?>", StringComparison.Ordinal) + 2)..] + "</stream:stream>", StreamProblemKind.Unexpected },
        { "mismatched tags", XmppResponder.Header + "<stream:features><a></b></stream:features>", StreamProblemKind.Malformed },
        { "undeclared prefix", XmppResponder.Header + "<x:features/>", StreamProblemKind.Malformed },
        { "attribute twice", XmppResponder.Header + "<stream:features a='1' a='2'/>", StreamProblemKind.Malformed },
        { "forbidden character", XmppResponder.Header + "<stream:features>&#0;</stream:features>", StreamProblemKind.Malformed },
        { "text between elements", XmppResponder.Header + "hello<a/>", StreamProblemKind.Unexpected },
        { "stanza in place of features", XmppResponder.Header + "<message><body>hello</body></message>", StreamProblemKind.Unexpected },
        { "proceed in place of features", XmppResponder.Header + XmppResponder.Proceed, StreamProblemKind.Unexpected },
        { "stream error", XmppResponder.Header + "<stream:error><host-unknown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error></stream:stream>", StreamProblemKind.StreamError },
        { "empty stream error", XmppResponder.Header + "<stream:error/>", StreamProblemKind.StreamError },
        { "no features", XmppResponder.Header + "<stream:features/>", StreamProblemKind.StartTlsNotOffered },
        { "starttls of another namespace", XmppResponder.Header + "<stream:features><starttls xmlns='urn:wrong'/></stream:features>", StreamProblemKind.StartTlsNotOffered },
        { "no version", XmppResponder.Header.Replace(" version='1.0'>", ">", StringComparison.Ordinal), StreamProblemKind.StartTlsNotOffered },
        { "odd version", XmppResponder.Header.Replace(" version='1.0'>", " version='.'>", StringComparison.Ordinal), StreamProblemKind.StartTlsNotOffered },
        { "end of the stream", XmppResponder.Header + "</stream:stream>", StreamProblemKind.Closed },
        { "deep nesting", XmppResponder.Header + string.Concat(Enumerable.Repeat("<a>", 5000)), StreamProblemKind.NestedTooDeeply },
        { "deep nesting in features", XmppResponder.Header + "<stream:features>" + string.Concat(Enumerable.Repeat("<a>", 17)), StreamProblemKind.NestedTooDeeply },
        { "many attributes", XmppResponder.Header + "<stream:features " + string.Concat(Enumerable.Range(0, 40).Select(i => $"a{i}='' ")) + "/>", StreamProblemKind.TooManyAttributes },
        { "many namespaces", "<stream:stream xmlns:stream='http://etherx.jabber.org/streams' " + string.Concat(Enumerable.Range(0, 40).Select(i => $"xmlns:a{i}='urn:{i}' ")) + ">", StreamProblemKind.TooManyAttributes },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Probe_badAnswer_isAProblemOfItsKind(string name, string answer, StreamProblemKind kind)
    {
        Assert.NotEmpty(name);
        var report = await Bounded(() => Probe.AgainstAsync(async peer =>
        {
            await peer.ReadUntilAsync(">");
            await peer.SendAsync(answer);
            await peer.SilenceAsync();
        }));

        IsProblem(kind, report);
    }

    /// <summary>Name, what comes first, and what is repeated for ever.</summary>
    public static TheoryData<string, string, string, StreamProblemKind> Floods() => new()
    {
        { "white space first", "", " \n", StreamProblemKind.TooMuchData },
        { "white space", XmppResponder.Header, " \n", StreamProblemKind.TooMuchData },
        { "text", XmppResponder.Header + "<stream:features>", "aaaaaaaa", StreamProblemKind.TooMuchData },
        { "name", XmppResponder.Header + "<", "aaaaaaaa", StreamProblemKind.TooMuchData },
        { "attribute value", XmppResponder.Header + "<a b='", "aaaaaaaa", StreamProblemKind.TooMuchData },
        { "brackets in an attribute value", XmppResponder.Header + "<a b='", ">", StreamProblemKind.TooMuchData },
        { "cdata", XmppResponder.Header + "<stream:features><![CDATA[", "> ]", StreamProblemKind.TooMuchData },
        { "children of features", XmppResponder.Header + "<stream:features>", "<a xmlns='urn:a'/>", StreamProblemKind.TooMuchData },
        { "mixed content", XmppResponder.Header + "<stream:features>", "<a/>b", StreamProblemKind.TooMuchData },
        { "comment", XmppResponder.Header + "<!--", "aaaaaaaa", StreamProblemKind.TooMuchData },
        { "stanzas", XmppResponder.Header, "<a/>", StreamProblemKind.Unexpected },
    };

    [Theory]
    [MemberData(nameof(Floods))]
    public async Task Probe_flood_endsAtTheLimit(string name, string first, string repeated, StreamProblemKind kind)
    {
        Assert.NotEmpty(name);
        var block = string.Concat(Enumerable.Repeat(repeated, 4096 / repeated.Length));
        var sent = 0L;
        var report = await Bounded(() => Probe.AgainstAsync(async peer =>
        {
            await peer.ReadUntilAsync(">");
            await peer.SendAsync(first);
            for (; ; sent += block.Length) await peer.SendAsync(block);
        }));

        IsProblem(kind, report);
        // What the system's buffers take beside what was read.
        Assert.InRange(sent, 0, 32L << 20);
    }

    [Fact]
    public async Task Probe_endlessAttributes_endsAtTheLimit()
    {
        var report = await Bounded(() => Probe.AgainstAsync(async peer =>
        {
            await peer.ReadUntilAsync(">");
            await peer.SendAsync(XmppResponder.Header + "<stream:features");
            for (var i = 0; ; i++) await peer.SendAsync($" a{i}=''");
        }));

        IsProblem(StreamProblemKind.TooMuchData, report);
    }

    [Theory]
    [InlineData("", StreamStage.Opening)]
    [InlineData("header", StreamStage.ReadingFeatures)]
    [InlineData("features", StreamStage.StartingTls)]
    [InlineData("proceed", StreamStage.Handshake)]
    public async Task Probe_silence_timesOutInItsStage(string until, StreamStage stage)
    {
        var report = await Bounded(() => Probe.AgainstAsync(async peer =>
        {
            await ServeUntilAsync(peer, until);
            await peer.SilenceAsync();
        }, limits: Probe.Hasty));

        IsProblem(StreamProblemKind.TimedOut, report);
        Assert.Equal(stage, report.Problem!.Stage);
    }

    [Theory]
    [InlineData("")]
    [InlineData("header")]
    [InlineData("features")]
    public async Task Probe_drip_isNotProlonged(string until)
    {
        var report = await Bounded(() => Probe.AgainstAsync(async peer =>
        {
            await ServeUntilAsync(peer, until);
            while (true)
            {
                await peer.SendAsync(" ");
                await Task.Delay(20, peer.Cancellation);
            }
        }, limits: Probe.Hasty));

        IsProblem(StreamProblemKind.TimedOut, report);
    }

    [Fact]
    public async Task Probe_everyStageJustInTime_endsWithTheTotal()
    {
        var report = await Bounded(() => Probe.AgainstAsync(async peer =>
        {
            await peer.ReadUntilAsync(">");
            await Task.Delay(300, peer.Cancellation);
            await peer.SendAsync(XmppResponder.Header);
            await Task.Delay(300, peer.Cancellation);
            await peer.SendAsync(XmppResponder.Features);
            await peer.SilenceAsync();
        }, limits: StreamLimits.Default with { Total = TimeSpan.FromMilliseconds(500), Stage = TimeSpan.FromSeconds(20) }));

        IsProblem(StreamProblemKind.TimedOut, report);
        Assert.Contains("within 500 ms", report.Problem!.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", StreamStage.Opening, true)]
    [InlineData("", StreamStage.Opening, false)]
    [InlineData("header", StreamStage.ReadingFeatures, true)]
    [InlineData("header", StreamStage.ReadingFeatures, false)]
    [InlineData("features", StreamStage.StartingTls, true)]
    [InlineData("features", StreamStage.StartingTls, false)]
    [InlineData("proceed", StreamStage.Handshake, true)]
    [InlineData("proceed", StreamStage.Handshake, false)]
    public async Task Probe_close_isClosedInItsStage(string until, StreamStage stage, bool half)
    {
        var report = await Bounded(() => Probe.AgainstAsync(async peer =>
        {
            await ServeUntilAsync(peer, until);
            if (!half) return;
            peer.Shutdown();
            await peer.SilenceAsync();
        }));

        IsProblem(StreamProblemKind.Closed, report);
        Assert.Equal(stage, report.Problem!.Stage);
    }

    [Fact]
    public async Task Probe_closeInTheMiddleOfAnElement_isClosed()
    {
        var report = await Probe.AgainstAsync(async peer =>
        {
            await peer.ReadUntilAsync(">");
            await peer.SendAsync(XmppResponder.Header + "<stream:features><star");
            peer.Shutdown();
            await peer.SilenceAsync();
        });

        IsProblem(StreamProblemKind.Closed, report);
    }

    [Theory]
    [InlineData(new byte[] { 0xff, 0xfe, (byte)'<', 0 })]
    [InlineData(new byte[] { (byte)'<', 0xc0, 0xaf })]
    [InlineData(new byte[] { 0xef, 0xbb, 0xbf, (byte)'<' })]
    [InlineData(new byte[] { 0xed, 0xa0, 0x80 })]
    [InlineData(new byte[] { 0, (byte)'<', 0, (byte)'s' })]
    public async Task Probe_notUtf8_isAProblem(byte[] bytes)
    {
        var report = await Probe.AgainstAsync(async peer =>
        {
            await peer.ReadUntilAsync(">");
            await peer.SendAsync(bytes);
            await peer.SilenceAsync();
        });

        Assert.Null(report.Certificate);
        Assert.True(report.Problem!.Kind is StreamProblemKind.Malformed or StreamProblemKind.NotXmpp, $"{report.Problem}");
    }

    [Fact]
    public async Task Probe_declaredEncoding_isIgnored()
    {
        var report = await Probe.AgainstAsync(async peer =>
        {
            await peer.ReadUntilAsync(">");
            await peer.SendAsync(XmppResponder.Header.Replace("'1.0'?>", "'1.0' encoding='utf-16'?>", StringComparison.Ordinal) + "<stream:features/>");
            await peer.SilenceAsync();
        });

        IsProblem(StreamProblemKind.StartTlsNotOffered, report);
    }

    [Fact]
    public async Task Probe_streamError_isShownWithoutTricks()
    {
        var text = "no\r\nsuch \u202ehost\u001b[31m " + new string('x', 500);
        var report = await Probe.AgainstAsync(async peer =>
        {
            await peer.ReadUntilAsync(">");
            await peer.SendAsync(XmppResponder.Header + $"<stream:error><host-unknown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/><text xmlns='urn:ietf:params:xml:ns:xmpp-streams'>{text.Replace("\u001b", "", StringComparison.Ordinal)}</text></stream:error>");
            await peer.SilenceAsync();
        });

        IsProblem(StreamProblemKind.StreamError, report);
        Assert.Equal("host-unknown", report.Problem!.Condition);
        Assert.DoesNotContain(report.Problem.Sentence, c => char.IsControl(c) || c == '\u202e');
        Assert.InRange(report.Problem.Sentence.Length, 100, 400);
    }

    private static async Task ServeUntilAsync(XmppResponder.Peer peer, string until)
    {
        await peer.ReadUntilAsync("version='1.0'>");
        if (until.Length == 0) return;
        await peer.SendAsync(XmppResponder.Header);
        if (until == "header") return;
        await peer.SendAsync(XmppResponder.Features);
        await peer.ReadUntilAsync($"<starttls xmlns='{Tls}'/>");
        if (until == "proceed") await peer.SendAsync(XmppResponder.Proceed);
    }

    internal static void IsProblem(StreamProblemKind kind, StreamReport report)
    {
        Assert.NotNull(report.Problem);
        Assert.True(kind == report.Problem.Kind, $"{report.Problem}");
        Assert.Null(report.Certificate);
        Assert.Null(report.SecuredFeatures);
        Assert.StartsWith(report.Target.Endpoint.ToString(), report.Problem.Sentence, StringComparison.Ordinal);
        Assert.EndsWith(".", report.Problem.Sentence, StringComparison.Ordinal);
    }

    // A safety bound for a busy machine; without limits a flood and a silence would last.
    internal static async Task<StreamReport> Bounded(Func<Task<StreamReport>> run)
    {
        var watch = Stopwatch.StartNew();
        var report = await run();
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        return report;
    }
}
