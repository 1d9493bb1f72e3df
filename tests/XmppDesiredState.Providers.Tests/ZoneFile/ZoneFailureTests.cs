using System.Diagnostics;
using System.Runtime.Versioning;
using XmppDesiredState.Changes;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Providers.ZoneFile;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.ZoneFile;

public sealed class ZoneFailureTests
{
    private const string Owner = "_xmpp-server._tcp.example.test", Second = "_xmpp-server._tcp.b.example.test";

    // With the ending of the temporary file it is longer than a file system takes, so it can be read and not replaced, whoever we are.
    private static readonly string LongName = new string('z', 240) + ".zone";

    private static readonly SrvTarget A = new(0, 0, 5269, "a.example.net"), B = new(5, 0, 5269, "b.example.net");

    [Fact]
    public async Task Observe_FileOver64Megabytes_IsUnknown()
    {
        using var folder = new ZoneFolder(ZoneFolder.Head);
        await using (var stream = new FileStream(folder.Path, FileMode.Open)) stream.SetLength((64 * 1024 * 1024) + 1);
        var refused = await Assert.ThrowsAsync<ProviderException>(() => folder.ObserveAsync());
        Assert.Equal("XDS9201", refused.Diagnostic.Code);
        Assert.Contains("64 MB", refused.Diagnostic.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Observe_RecordOfALongerZone_IsANoteAndNotReported()
    {
        using var folder = new ZoneFolder(ZoneFolder.Head + "_xmpp-server._tcp.sub SRV 0 0 5269 a.b.\n");
        var child = folder.Add("sub.zone", ZoneFolder.Head + "_xmpps-server._tcp SRV 0 0 5270 a.b.\n");
        var observation = await ZoneFolder.ObserveAsync(folder.Provider(Value.Map.NoItems.Add("example.test", new Value.Text(folder.Path)).Add("Sub.Example.Test.", new Value.Text(child))));
        Assert.Equal("_xmpps-server._tcp.sub.example.test", Assert.Single(observation.Resources).Resource.Id.Name);
        Assert.Equal("XDS9208", Assert.Single(observation.Notes).Code);
    }

    [Theory]
    [InlineData("localhost.")]
    [InlineData("under_score.example.net.")]
    [InlineData("\\@.example.net.")]
    public async Task Observe_TargetThatIsNoHostName_IsANoteAndReported(string target)
    {
        using var folder = new ZoneFolder(ZoneFolder.Head + $"_xmpp-server._tcp SRV 0 0 5269 {target}\n_xmpp-server._tcp.b SRV 0 0 5269 {target}\n");
        var observation = await ZoneFolder.ObserveAsync(folder.Provider());
        Assert.Equal(2, observation.Resources.Length);
        Assert.Equal(["XDS9216", "XDS9216"], observation.Notes.Select(note => note.Code));
        Assert.Contains("_xmpp-server._tcp.b.example.test", observation.Notes[0].Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exa mple.test", "/a", "other.test", "/b")]
    [InlineData("example.test", "/a", "Example.TEST.", "/b")]
    [InlineData("example.test", "/a", "other.test", "/x/../a")]
    public void Check_UnusableZones_IsAnError(string first, string firstPath, string second, string secondPath)
    {
        var here = new SourceSpan("x.yaml", 1, 1, 1, 1);
        var zones = new Value.Map(Value.Map.NoItems.Add(first, new Value.Text(firstPath)).Add(second, new Value.Text(secondPath)));
        var declaration = new ProviderDeclaration("dns", "zone-file", Value.Map.NoItems.Add("zones", zones), "/", here);
        Assert.Equal("XDS9206", Assert.Single(new ZoneFileProviderFactory().Check(declaration)).Code);
    }

    [Fact]
    public async Task Execute_FileChangedOnceBeforeTheWrite_IsDoneAndKeepsThatChange()
    {
        using var folder = new ZoneFolder(ZoneFolder.Head);
        folder.Clock = new HookClock(count => { if (count == 1) File.AppendAllText(folder.Path, "by-hand A 192.0.2.44\n"); });
        Assert.Equal(StepResult.Applied, await ResultAsync(folder));
        Assert.Contains("by-hand A 192.0.2.44\n", folder.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_SameSetChangedBeforeTheWrite_IsConflict()
    {
        using var folder = new ZoneFolder(ZoneFolder.Head);
        folder.Clock = new HookClock(_ => File.AppendAllText(folder.Path, "_xmpp-server._tcp SRV 9 9 5269 hand.example.net.\n"));
        Assert.Equal(StepResult.Conflict, await ResultAsync(folder, "XDS9210"));
    }

    [Fact]
    public async Task Execute_FileChangedBeforeEachWrite_IsConflictAndNothingIsWritten()
    {
        using var folder = new ZoneFolder(ZoneFolder.Head);
        folder.Clock = new HookClock(count => File.AppendAllText(folder.Path, $"; {count}\n"));
        Assert.Equal(StepResult.Conflict, await ResultAsync(folder, "XDS9210"));
        Assert.Equal(ZoneFolder.Head + "; 1\n; 2\n; 3\n; 4\n; 5\n", folder.Text);
    }

    [Fact]
    public async Task Execute_JournalAppearsBeforeTheWrite_WritesNothing()
    {
        using var folder = new ZoneFolder(ZoneFolder.Head);
        folder.Clock = new HookClock(_ => File.WriteAllText(folder.Path + ".jnl", ""));
        Assert.Equal(StepResult.NotDone, await ResultAsync(folder, "XDS9204"));
        Assert.Equal(ZoneFolder.Head, folder.Text);
    }

    [Fact]
    public async Task Execute_FileThatCannotBeReplaced_IsNotDone()
    {
        using var folder = new ZoneFolder("");
        var path = folder.Add(LongName, ZoneFolder.Head);
        Assert.Equal(StepResult.NotDone, await ResultAsync(folder, "XDS9213", folder.Provider(path: path)));
        Assert.Equal(ZoneFolder.Head, File.ReadAllText(path));
    }

    [Fact]
    public async Task Execute_FolderThatTakesNoLock_IsNotDone()
    {
        using var folder = new ZoneFolder(ZoneFolder.Head);
        Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(folder.Path)!, ".xmppstate.lock"));
        Assert.Equal(StepResult.NotDone, await ResultAsync(folder, "XDS9213"));
        Assert.Equal(ZoneFolder.Head, folder.Text);
    }

    [Fact]
    public async Task Execute_SecondFileCannotBeReplaced_IsUnknown()
    {
        using var folder = new ZoneFolder("");
        folder.Add("part.inc", "_xmpp-server._tcp 60 SRV 0 0 5269 b.example.net.\n");
        var path = folder.Add(LongName, ZoneFolder.Head + "$INCLUDE part.inc\n");
        var provider = folder.Provider(path: path);
        var before = (await ZoneFolder.ObserveAsync(provider)).Resources[0];
        var step = new Step(1, "dns", before.Resource.Id, null, Operation.Update, before, ZoneFolder.Srv(Owner, 60, A));
        var outcome = Assert.Single(await ZoneFolder.ExecuteAsync(provider, step));
        Assert.Equal((StepResult.Unknown, "XDS9215"), (outcome.Result, outcome.Diagnostic!.Code));
        // The next look says what became of it: the record is there, the serial is the old one.
        Assert.Equal(StepResult.AlreadyThere, (await ZoneFolder.ExecuteAsync(provider, step))[0].Result);
    }

    [Fact]
    public async Task Execute_StepsThatAZoneFileCannotHold_AreNotDone()
    {
        using var folder = new ZoneFolder(ZoneFolder.Head);
        var good = await folder.StepAsync(1, Owner, ZoneFolder.Srv(Owner, 60, A));
        var outcomes = await ZoneFolder.ExecuteAsync(folder.Provider(), good, good with { Id = 2, Resource = new ResourceId(SrvRecord.Kind, Second), Operation = Operation.Restart },
            good with { Id = 3, Resource = new ResourceId(SrvRecord.Kind, "_xmpp-client._tcp.example.test") }, good with { Id = 4, Resource = new ResourceId(SrvRecord.Kind, "_xmpp-server._tcp.contoso.com") });
        Assert.Equal([StepResult.Applied, StepResult.NotDone, StepResult.NotDone, StepResult.NotDone], outcomes.Select(outcome => outcome.Result));
        Assert.Equal(["XDS9217", "XDS9217", "XDS9205"], outcomes.Skip(1).Select(outcome => outcome.Diagnostic!.Code));
    }

    [Fact]
    public async Task Execute_TwoStepsOnOneSet_SecondSeesTheFirst()
    {
        using var folder = new ZoneFolder(ZoneFolder.Head);
        var create = await folder.StepAsync(1, Owner, ZoneFolder.Srv(Owner, 60, A));
        var update = create with { Id = 2, Operation = Operation.Update, Before = new ObservedResource(create.After!, ""), After = ZoneFolder.Srv(Owner, 60, B) };
        Assert.All(await ZoneFolder.ExecuteAsync(folder.Provider(), create, update), outcome => Assert.Equal(StepResult.Applied, outcome.Result));
        Assert.Equal(update.After, (await folder.FindAsync(Owner))!.Resource);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Execute_OnUnix_KeepsTheMode()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        using var folder = new ZoneFolder(ZoneFolder.Head);
        File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.Equal(StepResult.Applied, await ResultAsync(folder));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(folder.Path));
    }

    [Theory]
    [InlineData("echo no such luck; exit 3", "XDS9211")]
    [InlineData("test ! -s \"$1\"; exit 1", "XDS9211")]
    [InlineData("kill -9 $$", "XDS9211")]
    [InlineData("sleep 300", "XDS9212")]
    public async Task Execute_CheckThatRefusesOrHangs_WritesNothingAndEnds(string script, string code)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The check is a shell script.");
        using var folder = new ZoneFolder(ZoneFolder.Head);
        // One that hangs is waited for shortly; one that ends may take its time where the machine is busy.
        folder.Clock = new HookClock(_ => { }, longestWait: code == "XDS9212" ? TimeSpan.FromMilliseconds(300) : TimeSpan.FromSeconds(25));
        var clock = Stopwatch.StartNew();
        Assert.Equal(StepResult.NotDone, await ResultAsync(folder, code, folder.Provider(new Value.List([new Value.Text("/bin/sh"), new Value.Text("-c"), new Value.Text(script)]))));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"{clock.Elapsed}");
        Assert.Equal(ZoneFolder.Head, folder.Text);
    }

    [Fact]
    public async Task Execute_CheckThatAcceptsEverything_GetsZoneAndFile()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The check is a shell script.");
        using var folder = new ZoneFolder(ZoneFolder.Head);
        var check = new Value.List([new Value.Text("/bin/sh"), new Value.Text("-c"), new Value.Text("test \"$0\" = example.test && grep -q 'SRV 0 0 5269 a.example.net' \"$1\"")]);
        Assert.Equal(StepResult.Applied, await ResultAsync(folder, provider: folder.Provider(check)));
    }

    private static async Task<StepResult> ResultAsync(ZoneFolder folder, string? code = null, IProvider? provider = null)
    {
        var step = new Step(1, "dns", new ResourceId(SrvRecord.Kind, Owner), null, Operation.Create, null, ZoneFolder.Srv(Owner, 60, A));
        var outcome = Assert.Single(await ZoneFolder.ExecuteAsync(provider ?? folder.Provider(), step));
        Assert.Equal(code, outcome.Diagnostic?.Code);
        return outcome.Result;
    }
}
