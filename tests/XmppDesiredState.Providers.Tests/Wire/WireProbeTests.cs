using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using XmppDesiredState.Changes;
using XmppDesiredState.Resources;
using XmppDesiredState.TestPeers;

namespace XmppDesiredState.Providers.Tests.Wire;

public sealed class WireProbeTests : IDisposable
{
    private readonly X509Certificate2 old = TestCertificate.Ecdsa("contoso.test"), wanted = TestCertificate.Ecdsa("contoso.test");

    public void Dispose()
    {
        old.Dispose();
        wanted.Dispose();
    }

    [Fact]
    public async Task Probe_memberPresentsIt_isApplied()
    {
        await using XmppResponder clear = XmppResponder.StartTls(() => wanted), direct = XmppResponder.DirectTls(() => wanted);
        var edge = new Edge().With("edge1", clear.Address, direct.Address);

        var outcome = await edge.RunAsync(edge.Probe("edge1", wanted.Thumbprint));

        Assert.Equal(new StepOutcome(1, StepResult.Applied, Artifact: wanted.Thumbprint), outcome);
    }

    [Fact]
    public async Task Probe_memberSwitches_isApplied()
    {
        var connections = 0;
        await using var server = XmppResponder.StartTls(() => Interlocked.Increment(ref connections) < 3 ? old : wanted);
        var edge = new Edge().With("edge1", server.Address);

        var outcome = await edge.RunAsync(edge.Probe("edge1", wanted.Thumbprint));

        Assert.Equal(StepResult.Applied, outcome.Result);
        Assert.Equal(3, connections);
    }

    [Fact]
    public async Task Probe_memberThatRestarts_isApplied()
    {
        var connections = 0;
        await using var server = new XmppResponder(peer => Interlocked.Increment(ref connections) switch
        {
            1 => peer.ServeStartTlsAsync(old),
            2 => Task.CompletedTask,
            _ => peer.ServeStartTlsAsync(wanted),
        });
        var edge = new Edge().With("edge1", server.Address);

        Assert.Equal(StepResult.Applied, (await edge.RunAsync(edge.Probe("edge1", wanted.Thumbprint))).Result);
    }

    [Fact]
    public async Task Probe_memberKeepsAnother_isNotDone()
    {
        await using var server = XmppResponder.StartTls(() => old);
        var edge = new Edge { Patience = TimeSpan.FromMilliseconds(300) }.With("edge1", server.Address);

        var outcome = await edge.RunAsync(edge.Probe("edge1", wanted.Thumbprint));

        Assert.Equal((StepResult.NotDone, "XDS9804"), (outcome.Result, outcome.Diagnostic!.Code));
        Assert.Equal($"edge1 of service/edge still serves {old.Thumbprint} in place of {wanted.Thumbprint}.", outcome.Diagnostic.Summary);
        Assert.Null(outcome.Artifact);
    }

    [Fact]
    public async Task Probe_onePortKeepsAnother_isNotDone()
    {
        await using XmppResponder clear = XmppResponder.StartTls(() => wanted), direct = XmppResponder.DirectTls(() => old);
        var edge = new Edge { Patience = TimeSpan.FromMilliseconds(300) }.With("edge1", clear.Address, direct.Address);

        var outcome = await edge.RunAsync(edge.Probe("edge1", wanted.Thumbprint));

        Assert.Equal((StepResult.NotDone, "XDS9804"), (outcome.Result, outcome.Diagnostic!.Code));
        Assert.Contains($"{old.Thumbprint} (direct TLS)", outcome.Diagnostic.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_memberPresentsAnotherUntilTheEnd_isNotDone()
    {
        await using var server = XmppResponder.StartTls(() => old);
        var edge = new Edge { Within = TimeSpan.FromSeconds(4) }.With("edge1", server.Address);

        Assert.Equal("XDS9804", (await edge.RunAsync(edge.Probe("edge1", wanted.Thumbprint))).Diagnostic!.Code);
    }

    [Theory]
    [InlineData("closed", "refused the connection")]
    [InlineData("silence", "did not answer within")]
    [InlineData("drip", "did not answer within")]
    [InlineData("flood", "while its features were read")]
    public async Task Probe_noAnswer_isNotDone(string behaviour, string said)
    {
        await using var server = new XmppResponder(peer => WireObservationTests.BehaveAsync(peer, behaviour));
        // Silence is waited for to the end; who says something may take its time where the machine is busy.
        var within = said.StartsWith("did not", StringComparison.Ordinal) ? 1 : 4;
        var edge = new Edge { Within = TimeSpan.FromSeconds(within) }.With("edge1", behaviour == "closed" ? XmppResponder.Closed() : server.Address);

        var outcome = await edge.RunAsync(edge.Probe("edge1", wanted.Thumbprint));

        Assert.Equal((StepResult.NotDone, "XDS9805"), (outcome.Result, outcome.Diagnostic!.Code));
        Assert.Contains($"within {within}s", outcome.Diagnostic.Summary, StringComparison.Ordinal);
        Assert.Contains(said, outcome.Diagnostic.Summary, StringComparison.Ordinal);
        Assert.Equal("service/edge@wire", outcome.Diagnostic.Address);
    }

    [Fact]
    public async Task Probe_thumbprintOfAnEarlierStep_isWhatIsWanted()
    {
        await using var server = XmppResponder.StartTls(() => wanted);
        var edge = new Edge().With("edge1", server.Address);

        Assert.Equal(StepResult.Applied, (await edge.RunAsync(edge.Probe("edge1", null) with { Artifact = wanted.Thumbprint })).Result);
    }

    [Fact]
    public async Task Probe_severalSteps_haveOneOutcomeEach()
    {
        await using XmppResponder good = XmppResponder.StartTls(() => wanted), stale = XmppResponder.StartTls(() => old);
        var edge = new Edge { Patience = TimeSpan.FromMilliseconds(300) }.With("edge1", stale.Address).With("edge2", good.Address).With("edge3", good.Address);

        var outcomes = await edge.RunAsync([edge.Probe("edge1", wanted.Thumbprint, 1), edge.Probe("edge2", wanted.Thumbprint, 2), edge.Probe("edge3", wanted.Thumbprint, 3)]);

        Assert.Equal([(1, StepResult.NotDone), (2, StepResult.Applied), (3, StepResult.Applied)], outcomes.Select(outcome => (outcome.Step, outcome.Result)).Order());
        // Whoever is done is told of at once.
        Assert.Equal(1, outcomes[^1].Step);
    }

    [Fact]
    public async Task Probe_cancelled_throws()
    {
        using var stop = new CancellationTokenSource();
        await using var server = new XmppResponder(async peer =>
        {
            await stop.CancelAsync();
            await peer.SilenceAsync();
        });
        var edge = new Edge().With("edge1", server.Address);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => edge.RunAsync([edge.Probe("edge1", wanted.Thumbprint)], stop.Token));
    }

    [Fact]
    public async Task Execute_whatItCannotDo_isNotDone()
    {
        var edge = new Edge().With("edge1", XmppResponder.Closed());
        var probe = edge.Probe("edge1", wanted.Thumbprint);
        var other = new ResourceId(Partner.Kind, "fabrikam.test");

        (Step Step, string Code)[] cases =
        [
            (probe with { Operation = Operation.Restart }, "XDS9806"),
            (probe with { Resource = other, After = new Resource(other) }, "XDS9806"),
            (probe with { Member = null }, "XDS9806"),
            (probe with { After = edge.Declare("edge1") }, "XDS9806"),
            (probe with { After = null }, "XDS9806"),
            (probe with { Member = "edge2", After = probe.After!.With(Service.Loaded, ImmutableSortedDictionary<string, string>.Empty.Add("edge2", "AB")) }, "XDS9802"),
            (probe with { After = probe.After.Without(Service.Health) }, "XDS9803"),
        ];

        foreach (var (step, code) in cases)
        {
            var outcome = await edge.RunAsync(step);
            Assert.Equal((StepResult.NotDone, code), (outcome.Result, outcome.Diagnostic!.Code));
        }
    }
}
