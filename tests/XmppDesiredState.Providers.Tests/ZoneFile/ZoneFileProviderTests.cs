using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Providers.ZoneFile;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.ZoneFile;

public sealed class ZoneFileProviderTests
{
    private const string Owner = "_xmpp-server._tcp.example.test", Second = "_xmpp-server._tcp.b.example.test";

    private static readonly SrvTarget A = new(0, 0, 5269, "a.example.net"), B = new(5, 0, 5269, "b.example.net");

    private static async Task<string> CodeAsync(ZoneFolder folder, string? path = null) =>
        (await Assert.ThrowsAsync<ProviderException>(() => ZoneFolder.ObserveAsync(folder.Provider(path: path)))).Diagnostic.Code;

    [Fact]
    public async Task Execute_SeveralSteps_OneSerial()
    {
        using var folder = new ZoneFolder(ZoneFolder.Head.Replace("2026010101", "41", StringComparison.Ordinal));
        var outcomes = (await ZoneFolder.ExecuteAsync(folder.Provider(), await folder.StepAsync(1, Owner, ZoneFolder.Srv(Owner, 60, A)), await folder.StepAsync(2, Second, ZoneFolder.Srv(Second, 60, B))));
        Assert.All(outcomes, outcome => Assert.Equal(StepResult.Applied, outcome.Result));
        Assert.Contains("hostmaster 42 ", folder.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_AnotherSetEditedSincePlan_KeepsThatEdit()
    {
        using var folder = new ZoneFolder(ZoneFolder.Head);
        var step = await folder.StepAsync(1, Owner, ZoneFolder.Srv(Owner, 60, A));
        File.AppendAllText(folder.Path, "by-hand A 192.0.2.44\n");
        Assert.Equal(StepResult.Applied, (await ZoneFolder.ExecuteAsync(folder.Provider(), step))[0].Result);
        Assert.Contains("by-hand A 192.0.2.44\n", folder.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_SameSetEditedSincePlan_IsConflictAndOthersGoOn()
    {
        using var folder = new ZoneFolder(ZoneFolder.Head + "_xmpp-server._tcp SRV 0 0 5269 a.example.net.\n");
        var steps = new[] { await folder.StepAsync(1, Owner, ZoneFolder.Srv(Owner, 60, B)), await folder.StepAsync(2, Second, ZoneFolder.Srv(Second, 60, B)) };
        File.AppendAllText(folder.Path, "_xmpp-server._tcp SRV 9 9 5269 hand.example.net.\n");
        Assert.Equal([StepResult.Conflict, StepResult.Applied], (await ZoneFolder.ExecuteAsync(folder.Provider(), steps)).Select(outcome => outcome.Result));
    }

    [Fact]
    public async Task Execute_OnlyTheTtlChangedSincePlan_IsConflict()
    {
        using var folder = new ZoneFolder(ZoneFolder.Head + "_xmpp-server._tcp 60 SRV 0 0 5269 a.example.net.\n");
        var step = await folder.StepAsync(1, Owner, null);
        folder.Add("example.test.zone", folder.Text.Replace(" 60 SRV", " 61 SRV", StringComparison.Ordinal));
        Assert.Equal(StepResult.Conflict, (await ZoneFolder.ExecuteAsync(folder.Provider(), step))[0].Result);
    }

    [Fact]
    public async Task Execute_Twice_IsAlreadyThereAndLeavesTheFile()
    {
        using var folder = new ZoneFolder(ZoneFolder.Head);
        var step = await folder.StepAsync(1, Owner, ZoneFolder.Srv(Owner, 60, A));
        await ZoneFolder.ExecuteAsync(folder.Provider(), step);
        var text = folder.Text;
        Assert.Equal(StepResult.AlreadyThere, (await ZoneFolder.ExecuteAsync(folder.Provider(), step))[0].Result);
        Assert.Equal(text, folder.Text);
    }

    [Fact]
    public async Task Execute_OneSetTheCheckRefuses_DoesTheOthers()
    {
        using var folder = new ZoneFolder(ZoneFolder.Head + "_xmpp-server._tcp CNAME elsewhere.example.net.\n");
        var bad = ZoneFolder.Srv(Owner, 60, A);
        var outcomes = (await ZoneFolder.ExecuteAsync(folder.Provider(new Value.Text("auto")), await folder.StepAsync(1, Owner, bad), await folder.StepAsync(2, Second, ZoneFolder.Srv(Second, 60, B))));
        Assert.Equal([StepResult.NotDone, StepResult.Applied], outcomes.Select(outcome => outcome.Result));
        Assert.Equal("XDS9211", outcomes[0].Diagnostic!.Code);
        Assert.Null(await folder.FindAsync(Owner));
    }

    [Fact]
    public async Task Execute_DeclaredCheckThatIsNotThere_WritesNothing()
    {
        using var folder = new ZoneFolder(ZoneFolder.Head);
        var check = new Value.List([new Value.Text("/nowhere/check")]);
        var outcome = (await ZoneFolder.ExecuteAsync(folder.Provider(check), await folder.StepAsync(1, Owner, ZoneFolder.Srv(Owner, 60, A))))[0];
        Assert.Equal((StepResult.NotDone, "XDS9212"), (outcome.Result, outcome.Diagnostic!.Code));
        Assert.Equal(ZoneFolder.Head, folder.Text);
    }

    [Fact]
    public async Task Execute_ProgramsNotAllowed_SkipsTheCheckAndSaysSo()
    {
        using var folder = new ZoneFolder(ZoneFolder.Head);
        var check = new Value.List([new Value.Text("/nowhere/check")]);
        Assert.Equal(StepResult.Applied, (await ZoneFolder.ExecuteAsync(folder.Provider(check, allowPrograms: false), await folder.StepAsync(1, Owner, ZoneFolder.Srv(Owner, 60, A))))[0].Result);
        Assert.Contains("not checked", Assert.Single(folder.Progress), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_RecordFromGenerate_IsNotDone()
    {
        using var folder = ZoneFolder.OfCorpus("generate.zone");
        var outcome = (await ZoneFolder.ExecuteAsync(folder.Provider(), await folder.StepAsync(1, "_xmpp-server._tcp.g1.example.test", null)))[0];
        Assert.Equal((StepResult.NotDone, "XDS9209"), (outcome.Result, outcome.Diagnostic!.Code));
    }

    [Fact]
    public async Task Execute_ThroughALink_KeepsTheLink()
    {
        using var folder = new ZoneFolder(ZoneFolder.Head);
        var link = folder.Path + ".link";
        File.CreateSymbolicLink(link, folder.Path);
        Assert.Equal(StepResult.Applied, (await ZoneFolder.ExecuteAsync(folder.Provider(path: link), await folder.StepAsync(1, Owner, ZoneFolder.Srv(Owner, 60, A))))[0].Result);
        Assert.NotNull(new FileInfo(link).LinkTarget);
        Assert.NotNull(await folder.FindAsync(Owner));
    }

    [Fact]
    public async Task Execute_ReadOnlyFile_IsNotDone()
    {
        using var folder = new ZoneFolder(ZoneFolder.Head);
        var step = await folder.StepAsync(1, Owner, ZoneFolder.Srv(Owner, 60, A));
        File.SetAttributes(folder.Path, FileAttributes.ReadOnly);
        Assert.Equal("XDS9213", (await ZoneFolder.ExecuteAsync(folder.Provider(), step))[0].Diagnostic!.Code);
        File.SetAttributes(folder.Path, FileAttributes.Normal);
    }

    [Fact]
    public async Task Observe_JournalMissingOrFolder_IsUnknown()
    {
        using var folder = new ZoneFolder(ZoneFolder.Head);
        Assert.Equal("XDS9201", await CodeAsync(folder, folder.Path + ".gone"));
        Assert.Equal("XDS9201", await CodeAsync(folder, Path.GetDirectoryName(folder.Path)));
        folder.Add("example.test.zone.jnl", "");
        Assert.Equal("XDS9204", await CodeAsync(folder));
    }

    [Fact]
    public async Task Observe_DifferentTtls_TakesTheLowestWithANote()
    {
        using var folder = new ZoneFolder(ZoneFolder.Head + "_xmpp-server._tcp 90 SRV 0 0 5269 a.b.\n_xmpp-server._tcp 30 SRV 1 0 5269 a.b.\n");
        var observation = await ZoneFolder.ObserveAsync(folder.Provider());
        Assert.Equal(TimeSpan.FromSeconds(30), Assert.Single(observation.Resources).Resource.Get(SrvRecord.Ttl));
        Assert.Equal("XDS9207", Assert.Single(observation.Notes).Code);
        Assert.Equal("zone-file example.test=example.test.zone", observation.Target);
    }

    public static TheoryData<string, string> Hostile => new()
    {
        { new string('(', 100_000), "XDS9202" },
        { "x A 192.0.2.1\0", "XDS9202" },
        { "$GENERATE 0-4294967295 _xmpp-server._tcp.x$ SRV \"0 0 1 x\"\n", "XDS9202" },
        { "$INCLUDE example.test.zone\n", "XDS9203" },
        { "$INCLUDE ../outside\n", "XDS9203" },
        { "$INCLUDE gone\n", "XDS9203" },
        { "a A \"open\n", "XDS9202" },
        { "a..b A 192.0.2.1\n", "XDS9202" },
        { "$UNKNOWN\n", "XDS9202" },
        { "_xmpp-server._tcp SRV 0 0 70000 x\n", "XDS9202" },
        { "a\rb A 192.0.2.1\n", "XDS9202" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Observe_HostileLine_IsRefusedWithACode(string line, string code)
    {
        using var folder = new ZoneFolder(ZoneFolder.Head + line);
        Assert.Equal(code, await CodeAsync(folder));
    }

    [Fact]
    public void Check_DomainInNoZone_IsAnError()
    {
        var here = new SourceSpan("x.yaml", 1, 1, 1, 1);
        var zones = new Value.Map(Value.Map.NoItems.Add("Example.test.", new Value.Text("/z")));
        var declaration = new ProviderDeclaration("dns", "zone-file", Value.Map.NoItems.Add("zones", zones), "/", here);
        var all = new DesiredState { Providers = ImmutableSortedDictionary<string, ProviderDeclaration>.Empty.Add("dns", declaration) };
        var factory = new ZoneFileProviderFactory();
        Assert.Empty(factory.Check(declaration));
        Assert.Empty(factory.Check(new Declared(ZoneFolder.Srv(Owner, null, A), "dns", here), all));
        Assert.Equal("XDS9205", Assert.Single(factory.Check(new Declared(ZoneFolder.Srv("_xmpp-server._tcp.contoso.de", null, A), "dns", here), all)).Code);
    }
}
