using System.Security.Cryptography;
using XmppDesiredState.Certificates;
using XmppDesiredState.Changes;
using XmppDesiredState.LyncPowerShell.World;
using XmppDesiredState.Resources;
using XmppDesiredState.Tests.Ordering;

namespace XmppDesiredState.Providers.Tests.Lync.Certificates;

[TakesLong(220)]
public sealed class LyncCertificateFailureTests : IAsyncDisposable
{
    private readonly LyncCertificateBench bench = new();

    public static TheoryData<string, string, int, FaultMoment> Cuts()
    {
        var cuts = new TheoryData<string, string, int, FaultMoment>();
        foreach (var moment in new[] { FaultMoment.BeforeWork, FaultMoment.AfterWork })
        {
            cuts.Add("Request-CsCertificate", LyncWorld.Edge1, 1, moment);
            foreach (var edge in LyncCertificateBench.Members)
            {
                cuts.Add("Import-CsCertificate", edge, 1, moment);
                cuts.Add("Set-CsCertificate", edge, 1, moment);
                cuts.Add("Set-CsCertificate", edge, 2, moment);
            }
        }

        cuts.Add("Request-CsCertificate", LyncWorld.Edge1, 1, FaultMoment.Midway);
        // The issuers come first, then the key.
        cuts.Add("Import-CsCertificate", LyncWorld.Edge2, 2, FaultMoment.BeforeWork);
        cuts.Add("Import-CsCertificate", LyncWorld.Edge2, 2, FaultMoment.AfterWork);
        return cuts;
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task Machine_KilledInAnyCall_IsUnknownAndFinishedByTheNextRun(string cmdlet, string edge, int call, FaultMoment moment)
    {
        bench.World.Add(new LyncFault(cmdlet, FaultKind.Crash) { On = edge, AtCall = call, Moment = moment });

        var cut = await bench.GoOnAsync();
        bench.StartAnew();
        var rest = await bench.GoOnAsync();

        Assert.Equal(StepResult.Unknown, cut?.Result);
        Assert.Null(rest);
        var thumbprint = Assert.Single(bench.World.Certificates.Assigned(LyncWorld.Edge1).Values.Distinct());
        bench.Everywhere(thumbprint);
        // What the cmdlet had written counts: only a request that was cut off before is made again.
        Assert.Equal(cmdlet == "Request-CsCertificate" && moment != FaultMoment.AfterWork ? 2 : 1, bench.World.Calls.Count(made => made.Cmdlet == "Request-CsCertificate"));
        Assert.Null(await bench.NextAsync());
        Assert.DoesNotContain(bench.Files(LyncWorld.Edge2), file => file.EndsWith(".pfx", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Machine_KilledBetweenTwoAssignments_IsFinishedByTheNextRun()
    {
        var first = await bench.ApplyAsync();
        var second = await bench.ObtainAsync();
        bench.World.Add(new LyncFault("Set-CsCertificate", FaultKind.Crash) { On = LyncWorld.Edge1, AtCall = 2 });

        var cut = await bench.RunAsync(Operation.Install, installed: second);
        var slot = LyncCertificateBench.Slot(await bench.SeenAsync(), LyncWorld.Edge1)!;
        var rest = await bench.GoOnAsync();

        Assert.Equal(StepResult.Unknown, cut.Result);
        Assert.Equal((second, $"XmppServer={first}"), (slot.Thumbprint, Assert.Single(slot.Differing)));
        Assert.Null(rest);
        bench.Everywhere(second);
    }

    [Fact]
    public async Task Cmdlet_ThatFails_IsKnownToHaveChangedNothing()
    {
        bench.World.Add(new LyncFault("Request-CsCertificate", FaultKind.Error) { IsTerminating = true });
        var request = await bench.RunAsync(Operation.Request);
        var thumbprint = await bench.ObtainAsync();
        bench.World.Add(new LyncFault("Set-CsCertificate", FaultKind.Error) { IsTerminating = true });
        var install = await bench.RunAsync(Operation.Install, installed: thumbprint);

        Assert.All(new[] { request, install }, outcome => Assert.Equal((StepResult.NotDone, "XDS9858"), (outcome.Result, outcome.Diagnostic?.Code)));
        await bench.InstallAsync(thumbprint);
        bench.Everywhere(thumbprint);
    }

    [Fact]
    public async Task Request_OfWhichNothingButTheNoteIsLeft_IsMadeAnew()
    {
        var first = LyncCertificateBench.Good(await bench.RunAsync(Operation.Request));
        File.WriteAllText(bench.Files(LyncWorld.Edge1).Single(file => file.EndsWith(".req", StringComparison.Ordinal)), first[..100]);

        var seen = await bench.ObserveAsync();
        var second = await bench.RunAsync(Operation.Request);

        Assert.Equal(["XDS9885"], seen.Notes.Select(note => note.Code));
        Assert.Null(OutstandingRequest.Of(seen.Resources[0].Resource));
        Assert.Equal(StepResult.Applied, second.Result);
        Assert.NotEqual(first, second.Artifact);
    }

    [Fact]
    public async Task Request_ForSomethingElse_IsSupersededOnlyIfThePlanSawIt()
    {
        var blind = await bench.SeenAsync();
        var first = LyncCertificateBench.Good(await bench.RunAsync(Operation.Request));
        bench.Wanted = bench.Wanted with { Names = bench.Wanted.Names.Add("xmpp.contoso.example"), Digest = "digest-2" };

        var conflict = await bench.RunAsync(Operation.Request, before: blind);
        var kept = (await bench.NextAsync())!.Request;
        var second = await bench.RunAsync(Operation.Request);

        Assert.Equal((StepResult.Conflict, first), (conflict.Result, kept));
        Assert.Equal(StepResult.Applied, second.Result);
        Assert.Contains("xmpp.contoso.example", SigningRequest.Read(second.Artifact!)!.Names);
    }

    [Fact]
    public async Task Answer_ForAnotherKey_IsRefusedBeforeAnythingIsImported()
    {
        var old = bench.Sign(LyncCertificateBench.Good(await bench.RunAsync(Operation.Request)));
        bench.Wanted = bench.Wanted with { Digest = "digest-2" };
        LyncCertificateBench.Good(await bench.RunAsync(Operation.Request));

        var outcome = await bench.RunAsync(Operation.Accept, old);

        Assert.Equal(StepResult.NotDone, outcome.Result);
        Assert.DoesNotContain(bench.World.Calls, call => call.Cmdlet == "Import-CsCertificate");
        Assert.Null((await bench.NextAsync())!.Accepted);
    }

    [Fact]
    public async Task Answer_WhoseKeySomebodyDeleted_IsNotAccepted()
    {
        var request = LyncCertificateBench.Good(await bench.RunAsync(Operation.Request));
        bench.World.Arrange(state =>
        {
            var index = state.Computers.FindIndex(computer => computer.Fqdn == LyncWorld.Edge1);
            state.Computers[index] = state.Computers[index] with { Requests = [] };
        });

        var outcome = await bench.RunAsync(Operation.Accept, bench.Sign(request));

        Assert.Equal((StepResult.NotDone, "XDS9892"), (outcome.Result, outcome.Diagnostic?.Code));
        // Nothing can answer it any more, so it is not waited for.
        Assert.Null(await bench.NextAsync());
        Assert.Equal(StepResult.Applied, (await bench.RunAsync(Operation.Request)).Result);
    }

    [Fact]
    public async Task Key_ThatMayNotLeave_StaysAndSaysWhatToDo()
    {
        bench.Wanted = bench.Wanted with { Exportable = false };
        var thumbprint = await bench.ObtainAsync();
        LyncCertificateBench.Good(await bench.RunAsync(Operation.Install, installed: thumbprint));

        var outcome = await bench.RunAsync(Operation.Install, installed: thumbprint, member: LyncWorld.Edge2);

        Assert.Equal((StepResult.NotDone, "XDS9889"), (outcome.Result, outcome.Diagnostic?.Code));
        Assert.Empty(bench.World.Certificates.On(LyncWorld.Edge2));
        Assert.Empty(bench.World.Certificates.Assigned(LyncWorld.Edge2));
    }

    [Fact]
    public async Task Certificate_ThatLiesNowhere_IsNotInstalled()
    {
        var outcome = await bench.RunAsync(Operation.Install, installed: new string('A', 40));

        Assert.Equal((StepResult.NotDone, "XDS9888"), (outcome.Result, outcome.Diagnostic?.Code));
    }

    [Fact]
    public async Task Edge_ThatCannotBeRead_IsUnknownAndTheOtherIsSeen()
    {
        var thumbprint = await bench.ApplyAsync();
        bench.World.Add(new LyncFault("Get-CsCertificate", FaultKind.Error) { On = LyncWorld.Edge2, Repeats = true, IsTerminating = true });

        var seen = await bench.ObserveAsync();

        Assert.Equal(LyncWorld.Edge2, Assert.Single(seen.Unknown).Member);
        Assert.Equal(thumbprint, LyncCertificateBench.Slot(seen.Resources[0], LyncWorld.Edge1)?.Thumbprint);
        Assert.Null(LyncCertificateBench.Slot(seen.Resources[0], LyncWorld.Edge2));
    }

    [Fact]
    public async Task Certificate_AssignedWithoutItsKey_CountsAsNone()
    {
        var thumbprint = await bench.ApplyAsync();
        bench.World.Arrange(state =>
        {
            var index = state.Computers.FindIndex(computer => computer.Fqdn == LyncWorld.Edge2);
            var store = state.Computers[index].Store;
            state.Computers[index] = state.Computers[index] with { Store = store.SetItem(thumbprint, store[thumbprint] with { Key = null }) };
        });

        var seen = await bench.ObserveAsync();
        var install = await bench.RunAsync(Operation.Install, installed: thumbprint, member: LyncWorld.Edge2);

        Assert.Equal(("", "XDS9884"), (LyncCertificateBench.Slot(seen.Resources[0], LyncWorld.Edge2)!.Thumbprint, Assert.Single(seen.Notes).Code));
        Assert.True(LyncCertificateBench.IsGood(install), install.ToString());
        bench.Everywhere(thumbprint);
    }

    [Fact]
    public async Task HostileWords_ArriveAsTheyAreAndRunNothing()
    {
        const string hostile = "Konrad's \"$(Remove-Item C:)\"; `whoami` \u2019\u202e, & | Ltd";
        bench.FriendlyName = hostile;
        bench.Wanted = bench.Wanted with { Subject = bench.Wanted.Subject.SetItem("organization", hostile).SetItem("organizationalUnit", "'; exit 7; '").SetItem("locality", "Mün\tchen") };

        var thumbprint = await bench.ApplyAsync();

        using var certificate = bench.World.Certificates.On(LyncWorld.Edge1).Single().Open();
        var relative = certificate.SubjectName.EnumerateRelativeDistinguishedNames().ToDictionary(part => part.GetSingleElementType().Value!, part => part.GetSingleElementValue(), StringComparer.Ordinal);
        Assert.Equal((hostile, "'; exit 7; '", "Mün\tchen"), (relative["2.5.4.10"], relative["2.5.4.11"], relative["2.5.4.7"]));
        Assert.Equal(hostile, bench.World.Certificates.On(LyncWorld.Edge1).Single().FriendlyName);
        bench.Everywhere(thumbprint);
        Assert.All(bench.Progress, line => Assert.DoesNotContain('\u202e', line));
    }

    [Fact]
    public async Task Nothing_ThatIsSaid_HoldsAKeyOrAPassword()
    {
        var first = await bench.ApplyAsync();
        var second = await bench.ApplyAsync();
        await bench.RunAsync(Operation.Restore, installed: first);
        bench.World.Certificates.Delete(LyncWorld.Edge2, second);
        bench.World.Add(new LyncFault("Import-CsCertificate", FaultKind.Error) { On = LyncWorld.Edge2, IsTerminating = true });
        await bench.RunAsync(Operation.Install, installed: second, member: LyncWorld.Edge2);
        bench.World.Add(new LyncFault("Import-CsCertificate", FaultKind.Crash) { On = LyncWorld.Edge2 });
        await bench.RunAsync(Operation.Install, installed: second, member: LyncWorld.Edge2);
        await bench.RunAsync(Operation.Request);

        var said = bench.Said.Concat(bench.Progress).ToArray();
        var keys = LyncCertificateBench.Members.SelectMany(member => bench.World.Certificates.On(member)).Select(stored => stored.Key!).Distinct(StringComparer.Ordinal).SelectMany(PrivateParts).ToArray();
        Assert.True(said.Length > 20);
        Assert.NotEmpty(keys);
        Assert.All(said, text =>
        {
            Assert.DoesNotContain("PRIVATE KEY", text, StringComparison.Ordinal);
            Assert.All(keys, key => Assert.DoesNotContain(key, text, StringComparison.OrdinalIgnoreCase));
            // Passwords are 64 hexadecimal digits, and so are fingerprints of keys, in small letters.
            Assert.DoesNotMatch("[0-9A-F]{64}", text);
        });
        // On the machines nothing is left but what was public, and an encrypted file where one was killed.
        Assert.All(LyncCertificateBench.Members.SelectMany(bench.Files).Where(file => !file.EndsWith(".pfx", StringComparison.Ordinal)), file =>
            Assert.All(keys, key => Assert.DoesNotContain(key, File.ReadAllText(file), StringComparison.OrdinalIgnoreCase)));
    }

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    // The private number, as Base64 and as hexadecimal digits.
    private static IEnumerable<string> PrivateParts(string key)
    {
        using var read = ECDsa.Create();
        read.ImportPkcs8PrivateKey(Convert.FromBase64String(key), out _);
        var number = read.ExportParameters(includePrivateParameters: true).D!;
        return [Convert.ToBase64String(number).TrimEnd('=')[..40], Convert.ToHexString(number)];
    }
}
