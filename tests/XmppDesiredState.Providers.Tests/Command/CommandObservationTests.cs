using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.Command;

public sealed class CommandObservationTests
{
    [Theory]
    [InlineData("echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("printf '  AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\\r\\n\\n'")]
    [InlineData("echo AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:AA:aa; echo noise >&2")]
    public async Task Status_PrintsAThumbprint_IsLoaded(string script)
    {
        await using var bench = new CommandBench().With("status", script).With("restart", "exit 0");

        var seen = await bench.ObserveAsync("edge1");

        Assert.Empty(seen.Unknown);
        Assert.Equal(CommandBench.Old, Assert.Single(Assert.Single(seen.Resources).Resource.Get(Service.Loaded)!).Value);
        Assert.Equal("command", seen.Target);
    }

    [Fact]
    public async Task Status_PrintsNothing_IsKnownToHaveNothingLoaded()
    {
        await using var bench = new CommandBench().With("status", "exit 0").With("restart", "exit 0");

        var seen = await bench.ObserveAsync("edge1");

        Assert.Empty(seen.Unknown);
        Assert.Equal(Value.Cleared.Instance, Assert.Single(seen.Resources).Resource[Service.Loaded]);
    }

    [Theory]
    [InlineData("echo AAAA", "printed something other than a thumbprint")]
    [InlineData("echo AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA; echo BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB", "printed something other than a thumbprint")]
    [InlineData(@"printf '\377\376'", "printed something other than a thumbprint")]
    [InlineData("echo AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA; exit 1", "ended with exit code 1.")]
    [InlineData("echo first >&2; echo 'no route to host.' >&2; exit 255", "ended with exit code 255: no route to host.")]
    [InlineData("exec yes", "printed more than")]
    [InlineData("sleep 300", "did not end within 1s")]
    public async Task Status_GivesNoAnswer_MakesThatMemberUnknown(string script, string expected)
    {
        await using var bench = new CommandBench().With("status", $"[ \"$1\" = edge2 ] && exit 0\n{script}", "{member}").With("restart", "exit 0").WithTimeout(1);

        var seen = await bench.ObserveAsync("edge1", "edge2");

        var unknown = Assert.Single(seen.Unknown);
        Assert.Equal(("edge1", "XDS9705"), (unknown.Member, unknown.Why.Code));
        Assert.Contains(expected, unknown.Why.Summary, StringComparison.Ordinal);
        Assert.Single(seen.Resources);
    }

    [Fact]
    public async Task Status_GetsArgumentsAndVariables()
    {
        await using var bench = new CommandBench().With("status", "printf '%s|%s|%s|%s|' \"$1\" \"$XMPPSTATE_SERVICE\" \"$XMPPSTATE_MEMBER\" \"$XMPPSTATE_THUMBPRINT\" > asked", "--at={member}/{service}").With("restart", "exit 0");

        await bench.ObserveAsync("edge 1; id");

        Assert.Equal("--at=edge 1; id/access|access|edge 1; id||", bench.Read("asked"));
    }

    [Fact]
    public async Task Status_OfManyMembers_IsAskedForEachOnce()
    {
        await using var bench = new CommandBench().With("status", "echo \"$1\" >> \"asked-$1\"; echo AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "{member}").With("restart", "exit 0");
        var members = Enumerable.Range(1, 20).Select(number => $"edge{number}").ToArray();

        var seen = await bench.ObserveAsync(members);

        Assert.Equal(20, Assert.Single(seen.Resources).Resource.Get(Service.Loaded)!.Count);
        Assert.All(members, member => Assert.Equal(member, bench.Read($"asked-{member}")));
    }

    [Theory]
    [InlineData("reload")]
    [InlineData("restart")]
    [InlineData("reload", "restart")]
    public async Task Observe_ReportsWhichOperationsAreDeclared(params string[] declared)
    {
        await using var bench = new CommandBench();
        foreach (var name in declared) bench.With(name, "exit 0");

        Assert.Equal<IEnumerable<string>>(declared, Assert.Single((await bench.ObserveAsync("edge1")).Resources).Resource.Get(Service.Operations));
    }

    [Fact]
    public async Task Observe_WithoutStatus_IsEmptyAndNotUnknown()
    {
        await using var bench = new CommandBench { AllowPrograms = false }.With("restart", "exit 0");

        var seen = await bench.ObserveAsync("edge1");

        Assert.Empty(seen.Unknown);
        Assert.Equal(Value.Cleared.Instance, Assert.Single(seen.Resources).Resource[Service.Loaded]);
    }

    [Fact]
    public async Task Observe_NoExec_IsUnknownAndStartsNothing()
    {
        await using var bench = new CommandBench { AllowPrograms = false }.With("status", "touch ran").With("restart", "exit 0");

        Assert.Equal("XDS9704", (await Assert.ThrowsAsync<ProviderException>(() => bench.ObserveAsync("edge1"))).Diagnostic.Code);
        Assert.False(File.Exists(Path.Combine(bench.Folder, "ran")));
    }

    [Fact]
    public async Task Observe_ServiceWithoutPrograms_IsNotReported()
    {
        await using var bench = new CommandBench().With("restart", "exit 0");
        var other = new Resource(new ResourceId(Service.Kind, "other")).With(Service.Members, ["edge1"]);

        Assert.Empty((await bench.Provider.ObserveAsync(new Scope(Service.Kind, [other], Unlisted: false), CancellationToken.None)).Resources);
    }

    [Fact]
    public async Task Observe_AnotherKind_IsRefused()
    {
        await using var bench = new CommandBench().With("restart", "exit 0");

        Assert.Equal("XDS9708", (await Assert.ThrowsAsync<ProviderException>(() => bench.Provider.ObserveAsync(new Scope(Partner.Kind, [], Unlisted: true), CancellationToken.None))).Diagnostic.Code);
    }
}
