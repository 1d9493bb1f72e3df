namespace XmppDesiredState.Cli.Tests.EndToEnd;

/// <summary><c>validate</c> starts, opens and reveals nothing of what the files name; <c>--no-exec</c> keeps the other commands from starting programs.</summary>
public sealed class InertSpecs : IDisposable
{
    private readonly Sandbox sandbox = Sandbox.Of("quickstart");

    public InertSpecs()
    {
        sandbox.Write("marker.sh", "touch \"$(dirname \"$0\")/started\"; echo secret\n");
        var script = sandbox.PathOf("marker.sh").Replace('\\', '/');
        sandbox.Edit("desired.yaml", "zones: { contoso.com: zones/contoso.com.zone }", $"zones: {{ contoso.com: zones/contoso.com.zone }}, check: [sh, {script}]");
        sandbox.Edit("desired.yaml", "keepAliveInterval: 5m", $"keepAliveInterval: 5m\n  dialbackPassphrase: {{ command: [sh, {script}], version: 1 }}");
    }

    [Fact]
    public async Task Validate_starts_no_program_and_writes_nothing()
    {
        sandbox.Edit("desired.yaml", "type: local, path: live", "type: local, path: /nowhere/at/all");
        File.Delete(sandbox.PathOf("zones/contoso.com.zone"));
        var before = sandbox.Snapshot();

        (await sandbox.RunAsync("validate", "--log-level", "debug")).Ended(0).Says("The files are valid");

        Assert.Equal(before, sandbox.Snapshot());
    }

    [Fact]
    public async Task Plan_reveals_no_secret_that_only_apply_needs()
    {
        (await sandbox.RunAsync("plan")).Ended(0);
        Assert.False(sandbox.Has("started"));
    }

    [Fact]
    public async Task No_exec_keeps_apply_from_starting_any_program_and_does_the_rest()
    {
        (await sandbox.RunAsync("apply", "--auto-approve", "--no-exec")).Ended(3).Says("--no-exec");
        Assert.False(sandbox.Has("started"));
        Assert.True(sandbox.Has("live/partner/fabrikam.com.yaml"));

        (await sandbox.RunAsync("apply", "--auto-approve")).Ended(0);
        Assert.True(sandbox.Has("started"));
    }

    public void Dispose() => sandbox.Dispose();
}
