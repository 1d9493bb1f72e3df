namespace XmppDesiredState.Cli.Tests.EndToEnd;

/// <summary>An apply that is under way: others keep out, signals end it cleanly, a killed one leaves no lock.</summary>
public sealed class BusySpecs : IDisposable
{
    private readonly Sandbox sandbox = Sandbox.Of("quickstart");

    public BusySpecs()
    {
        // The check of the zone waits until the test lets it go on, so the apply stands still between its steps.
        sandbox.Write("wait.sh", "cd \"$(dirname \"$0\")\"; touch started; n=0\nwhile [ ! -e go ] && [ $n -lt 2000 ]; do sleep 0.05; n=$((n+1)); done\n");
        sandbox.Edit("desired.yaml", "zones: { contoso.com: zones/contoso.com.zone }", "zones: { contoso.com: zones/contoso.com.zone }, check: [sh, " + sandbox.PathOf("wait.sh").Replace('\\', '/') + "]");
    }

    [Fact]
    public async Task A_second_apply_is_kept_out_and_told_by_whom()
    {
        using var first = await StartAsync();

        (await sandbox.RunAsync("apply", "--auto-approve")).Ended(5).Says($"process {first.Id}").Says(Environment.UserName).Says(Environment.MachineName);
        (await sandbox.RunAsync("apply", "--auto-approve", "--lock-timeout", "1s")).Ended(5);
        (await sandbox.RunAsync("unlock")).Ended(5).Says($"process {first.Id}");
        (await sandbox.RunAsync("plan")).Ended(0);

        sandbox.Write("go", "");
        (await first.EndAsync()).Ended(0).Says("6 added, 3 changed");
        (await sandbox.RunAsync("unlock")).Ended(0).Says("is not locked.");
    }

    [Fact]
    public async Task A_second_apply_that_waits_goes_on_when_the_first_has_ended()
    {
        using var first = await StartAsync();
        using var second = Tool.Start(sandbox.Folder, ["apply", "--auto-approve", "--lock-timeout", "20s"]);
        await second.WaitUntilAsync(() => second.ErrorLines > 0);
        sandbox.Write("go", "");

        (await first.EndAsync()).Ended(0);
        (await second.EndAsync()).Ended(0).Says("0 added, 0 changed, 0 destroyed.").Says("Waiting for the lock");
    }

    [Fact]
    public async Task A_killed_process_holds_no_lock()
    {
        using var first = await StartAsync();
        (await sandbox.RunAsync("apply", "--auto-approve")).Ended(5);
        first.Kill();
        await first.EndAsync();
        sandbox.Write("go", "");

        (await sandbox.RunAsync("unlock")).Ended(0).Says($"process {first.Id}");
        (await sandbox.RunAsync("apply", "--auto-approve")).Ended(0);
        (await sandbox.RunAsync("plan", "--detailed-exitcode")).Ended(0);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_ends_an_apply_with_130_and_the_next_one_does_what_is_left(string signal)
    {
        using var first = await StartAsync();
        (await first.SignalAsync(signal)).Ended(0);
        await first.WaitUntilAsync(() => first.Said("Stopping: what is under way is finished"));
        sandbox.Write("go", "");

        (await first.EndAsync()).Ended(130).Says("Run xmppstate apply again").Never("   at ");

        Assert.DoesNotContain(sandbox.Snapshot().Keys, file => file.EndsWith(Files.AtomicFile.TemporarySuffix, StringComparison.Ordinal));
        Assert.False(sandbox.Has("live/partner/fabrikam.com.yaml"), "A step was begun after the signal.");
        (await sandbox.RunAsync("unlock")).Ended(0);
        (await sandbox.RunAsync("apply", "--auto-approve")).Ended(0).Says("added");
        (await sandbox.RunAsync("plan", "--detailed-exitcode")).Ended(0);
    }

    [Fact]
    public async Task A_second_signal_abandons_what_is_under_way_and_the_next_apply_finds_out_what_became_of_it()
    {
        using var first = await StartAsync();
        (await first.SignalAsync("TERM")).Ended(0);
        await first.WaitUntilAsync(() => first.Said("A second signal abandons it"));
        (await first.SignalAsync("TERM")).Ended(0);

        (await first.EndAsync()).Ended(130).Never("   at ");

        sandbox.Write("go", "");
        (await sandbox.RunAsync("unlock")).Ended(0);
        (await sandbox.RunAsync("apply", "--auto-approve")).Ended(0);
        (await sandbox.RunAsync("plan", "--detailed-exitcode")).Ended(0);
    }

    public void Dispose() => sandbox.Dispose();

    private async Task<Tool> StartAsync()
    {
        // Whatever a shell put into the background ignores SIGINT, and so does what it starts: the tests may be such a job, the program is not to be one.
        var tool = OperatingSystem.IsLinux() ? Tool.Start("env", sandbox.Folder, ["--default-signal=INT", Repository.Program, "apply", "--auto-approve"], null)
            : Tool.Start(sandbox.Folder, ["apply", "--auto-approve"]);
        await tool.WaitUntilAsync(() => sandbox.Has("started"));
        return tool;
    }
}
