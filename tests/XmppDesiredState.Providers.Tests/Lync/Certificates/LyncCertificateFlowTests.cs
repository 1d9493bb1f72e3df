using XmppDesiredState.Certificates;
using XmppDesiredState.Changes;
using XmppDesiredState.LyncPowerShell.World;
using XmppDesiredState.Resources;
using XmppDesiredState.Tests.Ordering;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.Lync.Certificates;

[TakesLong(75)]
public sealed class LyncCertificateFlowTests : IAsyncDisposable
{
    private readonly LyncCertificateBench bench = new();

    [Fact]
    public async Task Flow_TwoEdges_HaveOneCertificateAndItsKey()
    {
        bench.Wanted = bench.Wanted with { Algorithm = KeyAlgorithm.Rsa, KeySize = 2048 };
        var before = await bench.SeenAsync();
        var request = LyncCertificateBench.Good(await bench.RunAsync(Operation.Request));
        var requested = await bench.NextAsync();
        var thumbprint = LyncCertificateBench.Good(await bench.RunAsync(Operation.Accept, bench.Sign(request)));
        var accepted = await bench.NextAsync();
        // The key is on the first Edge, and nothing has left it.
        Assert.Empty(bench.World.Certificates.On(LyncWorld.Edge2));
        Assert.Empty(bench.World.Certificates.Assigned(LyncWorld.Edge1));
        await bench.InstallAsync(thumbprint);
        var after = await bench.SeenAsync();

        Assert.Equal([Value.Cleared.Instance, Value.Cleared.Instance], [before.Resource[Certificate.Current], before.Resource[Certificate.Next]]);
        Assert.Equal(("digest-1", request, null, SigningRequest.Read(request)!.KeyFingerprint), (requested!.Digest, requested.Request, requested.Accepted, requested.KeyFingerprint));
        Assert.Equal(thumbprint, accepted!.Accepted);
        Assert.Equal(thumbprint, CertificateFile.Read(accepted.Chain!)[0].Thumbprint);
        bench.Everywhere(thumbprint);
        Assert.Null(OutstandingRequest.Of(after.Resource));
        foreach (var member in LyncCertificateBench.Members)
        {
            var slot = LyncCertificateBench.Slot(after, member)!;
            Assert.Equal((thumbprint, "RSA 2048", "CN=Test Issuing CA"), (slot.Thumbprint, slot.Key, slot.Issuer));
            Assert.Equal(bench.Wanted.Names, slot.Names);
            Assert.Equal(["clientAuth", "serverAuth"], slot.Usages.Order(StringComparer.Ordinal));
            Assert.Empty(slot.Differing);
        }
    }

    [Fact]
    public async Task Flow_SecondEdge_GetsItsKeyAsAFileThatIsGoneAgain()
    {
        await bench.ApplyAsync();

        Assert.DoesNotContain(bench.World.Calls, call => call is { Cmdlet: "Request-CsCertificate", On: LyncWorld.Edge2 });
        Assert.Contains(bench.World.Calls, call => call is { Cmdlet: "Import-CsCertificate", On: LyncWorld.Edge2 } && call.Parameters.Contains("Password"));
        Assert.DoesNotContain(bench.World.Calls, call => call is { Cmdlet: "Import-CsCertificate", On: LyncWorld.Edge1 } && call.Parameters.Contains("Password"));
        Assert.Empty(bench.Files(LyncWorld.Edge2));
        Assert.DoesNotContain(bench.Files(LyncWorld.Edge1), file => file.EndsWith(".pfx", StringComparison.OrdinalIgnoreCase));
        // A third one could get it from there.
        Assert.All(LyncCertificateBench.Members, member => Assert.True(Assert.Single(bench.World.Certificates.On(member)).IsExportable));
    }

    [Fact]
    public async Task Flow_IntermediateCa_ArrivesOnEveryEdgeAndTheRootOnNone()
    {
        await bench.ApplyAsync();

        Assert.All(LyncCertificateBench.Members, member =>
            Assert.Equal("CN=Test Issuing CA", Assert.Single(CertificateFile.Read(Convert.FromBase64String(Assert.Single(bench.World.Computer(member).Authorities)))).Installed.Subject));
    }

    [Fact]
    public async Task Steps_Repeated_AreAlreadyThere()
    {
        var request = LyncCertificateBench.Good(await bench.RunAsync(Operation.Request));
        Assert.Equal((StepResult.AlreadyThere, request), Short(await bench.RunAsync(Operation.Request)));
        var chain = bench.Sign(request);
        var thumbprint = LyncCertificateBench.Good(await bench.RunAsync(Operation.Accept, chain));
        Assert.Equal((StepResult.AlreadyThere, thumbprint), Short(await bench.RunAsync(Operation.Accept, chain)));
        await bench.InstallAsync(thumbprint);
        bench.World.ForgetCalls();

        Assert.Equal((StepResult.AlreadyThere, thumbprint), Short(await bench.RunAsync(Operation.Install, installed: thumbprint, member: LyncWorld.Edge2)));
        Assert.Equal((StepResult.AlreadyThere, thumbprint), Short(await bench.RunAsync(Operation.Restore, installed: thumbprint)));
        Assert.DoesNotContain(bench.World.Calls, call => !call.Cmdlet.StartsWith("Get-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Renewal_SameDigest_HasANewKeyAndLeavesTheFormerCertificateThere()
    {
        var first = await bench.ApplyAsync();

        var second = await bench.ApplyAsync();

        var stored = bench.World.Certificates.On(LyncWorld.Edge2);
        Assert.Equal(new[] { first, second }.Order(), stored.Select(one => one.Thumbprint).Order());
        Assert.Equal(2, stored.Select(one => one.Key).Distinct().Count());
    }

    [Fact]
    public async Task Renewal_WhereNobodyNotedThatTheFormerIsInUse_IsMadeAllTheSame()
    {
        await bench.ApplyAsync();
        foreach (var file in bench.Files(LyncWorld.Edge1).Where(file => file.EndsWith(".done", StringComparison.Ordinal)).ToArray()) File.Delete(file);

        await bench.ApplyAsync();
    }

    [Fact]
    public async Task Restore_AfterAnInstallation_AssignsTheFormerAndKeepsTheAnswer()
    {
        var first = await bench.ApplyAsync();
        var seen = await bench.SeenAsync();
        var second = await bench.ApplyAsync();

        Assert.Equal((StepResult.Applied, first), Short(await bench.RunAsync(Operation.Restore, installed: first, member: LyncWorld.Edge2, before: seen)));

        Assert.All(bench.World.Certificates.Assigned(LyncWorld.Edge2).Values, assigned => Assert.Equal(first, assigned));
        Assert.Equal(second, (await bench.NextAsync())!.Accepted);
        await bench.InstallAsync(second);
        bench.Everywhere(second);
        Assert.Null(await bench.NextAsync());
    }

    [Fact]
    public async Task Restore_OfWhatIsNotThere_IsNotDone()
    {
        var first = await bench.ApplyAsync();

        var outcome = await bench.RunAsync(Operation.Restore, installed: new string('A', 40));

        Assert.Equal((StepResult.NotDone, "XDS9893"), (outcome.Result, outcome.Diagnostic?.Code));
        bench.Everywhere(first);
    }

    [Fact]
    public async Task Restore_OverWhatSomebodyElseAssigned_IsAConflict()
    {
        var first = await bench.ApplyAsync();
        var seen = await bench.SeenAsync();
        await bench.ApplyAsync();
        var another = bench.AssignAnother(LyncWorld.Edge1, "AccessEdgeExternal");

        Assert.Equal(StepResult.Conflict, (await bench.RunAsync(Operation.Restore, installed: first, before: seen)).Result);
        Assert.Equal(another, bench.World.Certificates.Assigned(LyncWorld.Edge1)["AccessEdgeExternal"]);
    }

    [Fact]
    public async Task Drift_InOneUsage_IsSeenAndMended()
    {
        var thumbprint = await bench.ApplyAsync();
        var another = bench.AssignAnother(LyncWorld.Edge2, "XMPPServer");

        var seen = await bench.ObserveAsync();
        var slot = LyncCertificateBench.Slot(seen.Resources[0], LyncWorld.Edge2)!;
        var outcome = await bench.RunAsync(Operation.Install, installed: thumbprint, member: LyncWorld.Edge2);

        Assert.Equal((thumbprint, $"XmppServer={another}"), (slot.Thumbprint, Assert.Single(slot.Differing)));
        Assert.Equal(["XDS9883"], seen.Notes.Select(note => note.Code));
        Assert.Empty(LyncCertificateBench.Slot(seen.Resources[0], LyncWorld.Edge1)!.Differing);
        Assert.Equal(StepResult.Applied, outcome.Result);
        bench.Everywhere(thumbprint);
    }

    [Fact]
    public async Task Assignment_BySomebodyElseInBetween_IsAConflictAndStays()
    {
        var first = await bench.ApplyAsync();
        var second = await bench.ObtainAsync();
        var seen = await bench.SeenAsync();
        var another = bench.AssignAnother(LyncWorld.Edge2, "DataEdgeExternal");
        bench.World.ForgetCalls();

        var outcome = await bench.RunAsync(Operation.Install, installed: second, member: LyncWorld.Edge2, before: seen);

        Assert.Equal((StepResult.Conflict, "XDS9857"), (outcome.Result, outcome.Diagnostic?.Code));
        Assert.Contains("DataEdgeExternal", outcome.Diagnostic!.Summary, StringComparison.Ordinal);
        Assert.Equal(3, bench.World.Certificates.Assigned(LyncWorld.Edge2).Values.Count(assigned => assigned == first));
        Assert.Equal(another, bench.World.Certificates.Assigned(LyncWorld.Edge2)["DataEdgeExternal"]);
        // Nor did a key go there for nothing.
        Assert.DoesNotContain(bench.World.Calls, call => call.Cmdlet is "Import-CsCertificate" or "Set-CsCertificate");
    }

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    private static (StepResult, string?) Short(StepOutcome outcome) => (outcome.Result, outcome.Artifact);
}
