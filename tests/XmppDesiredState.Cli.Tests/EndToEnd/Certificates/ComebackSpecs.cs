using XmppDesiredState.Servers;
using XmppDesiredState.Tests.Ordering;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Certificates;

/// <summary>A service that does not take up its certificate, or does not come back with it; and runs that are killed on the way.</summary>
[TakesLong(45)]
public sealed class ComebackSpecs : IAsyncLifetime
{
    private OpensslCa ca = null!;

    public async ValueTask InitializeAsync() => ca = await OpensslCa.CreateAsync();

    public ValueTask DisposeAsync()
    {
        ca.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_reload_that_does_nothing_is_followed_by_a_restart()
    {
        await using var scene = await CertificateScene.CreateAsync(ca.Issuer(), "m1");
        scene.Reload = "reload: [\"true\"], ";

        (await scene.ApplyAsync()).Ended(0);

        await scene.HoldsAsync();
    }

    [Fact]
    public async Task A_service_that_does_not_come_back_runs_with_its_old_certificate_again()
    {
        await using var scene = await CertificateScene.CreateAsync(ca.Issuer(), "m1");
        (await scene.ApplyAsync()).Ended(0);
        var old = await scene.HoldsAsync();
        scene.Names = ["contoso.test", "chat.contoso.test"];
        scene.Reload = "";
        scene.Servers["m1"].FailNextStarts();

        (await scene.ApplyAsync()).Ended(3).Says($"m1 has {old}").Says("edge runs with it");

        Assert.Equal(old, await scene.InstalledAsync("m1"));
        Assert.Equal(old, await scene.PresentedAsync("m1"));
        // What is owed: no new request and no new answer, only the installation.
        (await scene.RunAsync("plan", "--detailed-exitcode")).Ended(2).Says("~ renew: names missing").Says("↻ restart").Never("request  on m1").Never("by ca");
        (await scene.ApplyAsync()).Ended(0);
        Assert.NotEqual(old, await scene.HoldsAsync());
    }

    [Fact]
    public async Task A_second_member_that_fails_leaves_the_first_with_the_new_certificate()
    {
        await using var scene = await CertificateScene.CreateAsync(ca.Issuer(), "m1", "m2");
        (await scene.ApplyAsync()).Ended(0);
        var old = await scene.HoldsAsync();
        scene.Names = ["contoso.test", "chat.contoso.test"];
        scene.Reload = "";
        scene.Servers["m2"].FailNextStarts();

        var failed = (await scene.ApplyAsync()).Ended(3);

        var renewed = await scene.InstalledAsync("m1");
        Assert.NotEqual(old, renewed);
        Assert.Equal(renewed, await scene.PresentedAsync("m1"));
        Assert.Equal(old, await scene.InstalledAsync("m2"));
        Assert.Equal(old, await scene.PresentedAsync("m2"));
        failed.Says($"m1 has {renewed}").Says($"m2 has {old}");
        (await scene.ApplyAsync()).Ended(0);
        Assert.Equal(renewed, await scene.HoldsAsync());
    }

    /// <summary>Programs that the run itself calls end it with <c>kill -9</c>; the next run has lost the run store.</summary>
    [Theory]
    [InlineData("issue", "before")]
    [InlineData("issue", "after")]
    [InlineData("reload", "before")]
    [InlineData("reload", "after")]
    public async Task A_run_killed_on_the_way_is_finished_by_the_next_on_a_machine_that_knows_nothing_of_it(string where, string when)
    {
        await using var scene = await CertificateScene.CreateAsync(ca.Issuer(), "m1", "m2");
        (await scene.ApplyAsync()).Ended(0);
        var old = await scene.HoldsAsync();
        scene.Names = ["contoso.test", "chat.contoso.test"];
        var (issuer, reload) = (scene.Issuer, scene.Reload);
        var order = when == "before" ? "kill -9 $PPID" : "\"$@\"; kill -9 $PPID";
        scene.Sandbox.Write("programs/killing", order + "\n");
        if (where == "issue") scene.Issuer = issuer with { Run = ["sh", scene.Sandbox.PathOf("programs/killing"), .. issuer.Run] };
        else scene.Reload = "reload: [sh, programs/killing, sh, programs/reload, \"{member}\"], ";

        Assert.Equal(137, (await scene.ApplyAsync()).Code);

        (scene.Issuer, scene.Reload) = (issuer, reload);
        Directory.Delete(scene.Sandbox.PathOf(".xmppstate"), recursive: true);
        (await scene.ApplyAsync()).Ended(0);
        Assert.NotEqual(old, await scene.HoldsAsync());
    }
}
