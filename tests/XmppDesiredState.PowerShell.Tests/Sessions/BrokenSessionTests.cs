using System.Diagnostics;
using XmppDesiredState.PowerShell.Connections;
using XmppDesiredState.Providers;
using XmppDesiredState.Servers;
using XmppDesiredState.Tests.Ordering;

namespace XmppDesiredState.PowerShell.Tests.Sessions;

[TakesLong(35)]
public sealed class BrokenSessionTests(SessionFixture fixture)
{
    private const string Forever = "[Threading.Thread]::Sleep(600000)";

    [Fact]
    public async Task Exit_InACall_BreaksWithItsCode()
    {
        await using var session = await Simulator.OpenAsync();

        var problem = await Assert.ThrowsAsync<PowerShellBrokenException>(() => session.InvokeAsync("[Console]::Error.WriteLine('last ' + [char]27 + '[1mwords'); exit 5"));

        Assert.Equal("XDS9827", problem.Diagnostic.Code);
        Assert.Contains("exit code 5", problem.Diagnostic.Summary, StringComparison.Ordinal);
        Assert.Contains("last words", problem.Diagnostic.Summary, StringComparison.Ordinal);
        await AssertIsUsedNoMoreAsync(session);
    }

    [Fact]
    public async Task Crash_InACall_Breaks()
    {
        await using var session = await Simulator.OpenAsync();

        var problem = await Assert.ThrowsAsync<PowerShellBrokenException>(() => session.InvokeAsync("[Environment]::FailFast('the end')"));

        Assert.Contains("exit code", problem.Diagnostic.Summary, StringComparison.Ordinal);
        await AssertIsUsedNoMoreAsync(session);
    }

    [Fact]
    public async Task End_BetweenCalls_BreaksTheNext()
    {
        await using var session = await Simulator.OpenAsync();
        var process = (int)Assert.Single((await session.InvokeAsync("[Diagnostics.Process]::GetCurrentProcess().Id")).Output)!;
        await Tool.SignalAsync("KILL", process);

        await Assert.ThrowsAsync<PowerShellBrokenException>(() => session.InvokeAsync("1"));
    }

    [Fact]
    public async Task Hang_OfALocalSession_TimesOutAndEndsWhatItStarted()
    {
        await using var session = await Simulator.OpenAsync();
        var ids = (await session.InvokeAsync("$p = [Diagnostics.Process]::Start('/bin/sleep', '600'); $p.Id; [Diagnostics.Process]::GetCurrentProcess().Id")).Output;

        var problem = await Assert.ThrowsAsync<PowerShellBrokenException>(() =>
            session.InvokeAsync(Simulator.Call(Forever) with { Timeout = TimeSpan.FromMilliseconds(200) }, TestContext.Current.CancellationToken));

        Assert.Equal("XDS9828", problem.Diagnostic.Code);
        await AssertIsUsedNoMoreAsync(session);
        foreach (var id in ids) await EventuallyAsync(() => !Tool.IsRunning((int)id!));
    }

    [Fact]
    public async Task Hang_OverSsh_TimesOut()
    {
        await using var session = await Simulator.OpenAsync(Simulator.Ssh(fixture.Server));

        var problem = await Assert.ThrowsAsync<PowerShellBrokenException>(() =>
            session.InvokeAsync(Simulator.Call("[Threading.Thread]::Sleep(10000)") with { Timeout = TimeSpan.FromMilliseconds(200) }, TestContext.Current.CancellationToken));

        Assert.Equal("XDS9828", problem.Diagnostic.Code);
        await AssertIsUsedNoMoreAsync(session);
    }

    [Fact]
    public async Task Cancellation_DuringACall_Breaks()
    {
        await using var session = await Simulator.OpenAsync();
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.InvokeAsync(Simulator.Call(Forever), cancellation.Token));

        await AssertIsUsedNoMoreAsync(session);
    }

    [Fact]
    public async Task Cancellation_BeforeACall_BreaksNothing()
    {
        await using var session = await Simulator.OpenAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.InvokeAsync(Simulator.Call("1"), new CancellationToken(canceled: true)));

        Assert.Equal([2], (await session.InvokeAsync("2")).Output);
    }

    [Fact]
    public async Task LostConnection_DuringACallOverSsh_Breaks()
    {
        // A server of its own: dropping ends every connection.
        await using var server = await OpenSshServer.StartAsync();
        await using var session = await Simulator.OpenAsync(Simulator.Ssh(server));
        var call = session.InvokeAsync("[Threading.Thread]::Sleep(10000)");

        Assert.NotEqual(0, await server.DropConnectionsAsync());

        var problem = await Assert.ThrowsAsync<PowerShellBrokenException>(() => call);
        Assert.Equal("XDS9827", problem.Diagnostic.Code);
        await AssertIsUsedNoMoreAsync(session);
    }

    [Theory]
    [InlineData("exit 7", "exit code 7")]
    [InlineData("[Environment]::FailFast('the end')", "ended")]
    public async Task End_OverSsh_Breaks(string script, string expected)
    {
        await using var session = await Simulator.OpenAsync(Simulator.Ssh(fixture.Server));

        var problem = await Assert.ThrowsAsync<PowerShellBrokenException>(() => session.InvokeAsync(script));

        Assert.Contains(expected, problem.Diagnostic.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerThatPowerShellCannotPack_BreaksWithTheReason()
    {
        await using var session = await Simulator.OpenAsync();

        var problem = await Assert.ThrowsAsync<PowerShellBrokenException>(() => session.InvokeAsync("[string][char]0xFFFE"));

        Assert.Equal("XDS9833", problem.Diagnostic.Code);
    }

    [Fact]
    public async Task ErrorWithACharacterThatCannotBePacked_StillComes()
    {
        await using var session = await Simulator.OpenAsync();

        var answer = await session.InvokeAsync("throw ('bad ' + [char]0xFFFE)");

        Assert.Equal("bad ?", Assert.Single(answer.Errors).Message);
    }

    [Fact]
    public async Task LineWithoutEnd_IsNotKept()
    {
        var connection = new PowerShellConnection.Local(["/bin/sh", "-c", "head -c 70000000 /dev/zero; cat"]);

        var problem = await Assert.ThrowsAsync<ProviderException>(() => Simulator.OpenAsync(connection));

        Assert.Equal("XDS9825", problem.Diagnostic.Code);
        Assert.Contains("a line is longer", problem.Diagnostic.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cat", "XDS9834")]
    [InlineData("echo 'Welcome to the wrong place'; echo problem >&2; cat >/dev/null", "XDS9834")]
    [InlineData("read a; read b; read nonce; echo \"$nonce HELLO !!!\"; cat >/dev/null", "XDS9834")]
    [InlineData("read a; read b; read nonce; echo \"$nonce HELLO $(printf '2.0\\nOLD\\n\\nroot' | base64)\"; cat >/dev/null", "XDS9826")]
    [InlineData("echo missing thing >&2; exit 127", "XDS9825")]
    public async Task Open_SomethingElseThanPowerShell_SaysSo(string script, string code)
    {
        var connection = new PowerShellConnection.Local(["/bin/sh", "-c", script]);
        var opening = Simulator.Opening with { Timeout = TimeSpan.FromSeconds(6) };

        var problem = await Assert.ThrowsAsync<ProviderException>(() => PowerShellSession.OpenAsync(connection, opening, TestContext.Current.CancellationToken));

        Assert.Equal(code, problem.Diagnostic.Code);
        Assert.DoesNotContain(problem.Diagnostic.Summary, char.IsControl);
        if (script.Contains("Welcome", StringComparison.Ordinal)) Assert.Contains("Welcome to the wrong place", problem.Diagnostic.Summary, StringComparison.Ordinal);
        if (script.Contains("missing", StringComparison.Ordinal)) Assert.Contains("missing thing", problem.Diagnostic.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AAAA")]
    [InlineData("!!!")]
    [InlineData("FAULT !!!")]
    [InlineData("")]
    [InlineData("H4sIAAAAAAAAAwMAAAAAAAAAAAA=")]
    public async Task Answer_Garbage_Breaks(string garbage)
    {
        var script = $"read a; read b; read nonce; echo \"$nonce HELLO $(printf '5.1\\nM\\n\\nu' | base64)\"; read n id rest; echo noise; echo \"$nonce 99 x\"; echo \"$n $id {garbage}\"; cat >/dev/null";
        await using var session = await Simulator.OpenAsync(new PowerShellConnection.Local(["/bin/sh", "-c", script]));

        var problem = await Assert.ThrowsAsync<PowerShellBrokenException>(() => session.InvokeAsync("1"));

        Assert.Equal("XDS9833", problem.Diagnostic.Code);
        await AssertIsUsedNoMoreAsync(session);
    }

    [Fact]
    public async Task Open_MissingProgram_SaysWhatToInstall()
    {
        var problem = await Assert.ThrowsAsync<ProviderException>(() => Simulator.OpenAsync(new PowerShellConnection.Local(["no-such-powershell", "-Command", "-"])));

        Assert.Equal("XDS9825", problem.Diagnostic.Code);
        Assert.Contains("no-such-powershell is not on the PATH", problem.Diagnostic.Summary, StringComparison.Ordinal);
        Assert.Contains("pwsh", problem.Diagnostic.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_UnderNoExec_StartsNothing()
    {
        var problem = await Assert.ThrowsAsync<ProviderException>(() =>
            PowerShellSession.OpenAsync(Simulator.Local, Simulator.Opening with { AllowPrograms = false }, TestContext.Current.CancellationToken));

        Assert.Equal("XDS9831", problem.Diagnostic.Code);
    }

    [Fact]
    public async Task Open_WithTheProgramOfTheOpening_StartsIt()
    {
        await using var session = await PowerShellSession.OpenAsync(new PowerShellConnection.Local([]), Simulator.Opening with { Program = Simulator.Program }, TestContext.Current.CancellationToken);

        Assert.Equal([3], (await session.InvokeAsync("1 + 2")).Output);
    }

    [Fact]
    public async Task Close_OfAWarmSession_LetsPowerShellEnd()
    {
        var session = await Simulator.OpenAsync();
        var process = (int)Assert.Single((await session.InvokeAsync("[Diagnostics.Process]::GetCurrentProcess().Id")).Output)!;

        await session.DisposeAsync();

        await EventuallyAsync(() => !Tool.IsRunning(process));
        await AssertIsUsedNoMoreAsync(session);
    }

    private static async Task AssertIsUsedNoMoreAsync(PowerShellSession session)
    {
        var watch = Stopwatch.StartNew();
        await Assert.ThrowsAsync<PowerShellBrokenException>(() => session.InvokeAsync("1"));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30));
    }

    private static async Task EventuallyAsync(Func<bool> condition)
    {
        for (var watch = Stopwatch.StartNew(); !condition(); await Task.Delay(25)) Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30));
    }
}
