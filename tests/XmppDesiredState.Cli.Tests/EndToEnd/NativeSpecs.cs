namespace XmppDesiredState.Cli.Tests.EndToEnd;

/// <summary>The one file that people download does what the program in pieces does.</summary>
public sealed class NativeSpecs
{
    [Fact]
    public async Task It_says_its_version_and_how_to_be_used()
    {
        (await RunAsync("--version")).Ended(0).Says(CommandLine.Version);
        var help = (await RunAsync("--help")).Ended(0);
        foreach (var command in (string[])["init", "validate", "plan", "apply", "verify", "partner-sheet", "show", "runs", "unlock", "providers", "explain", "schema", "fmt"]) help.Says(command);
    }

    [Fact]
    public async Task It_explains_lists_and_prints_schemas()
    {
        (await RunAsync("explain", "XDS2103")).Ended(0).Says("XDS2103");
        (await RunAsync("explain", "XDS9999")).Ended(1).Says("XDS7007");
        (await RunAsync("providers")).Ended(0).Says("local").Says("zone-file");
        (await RunAsync("schema")).Ended(0).Says("\"$schema\"");
        (await RunAsync("schema", "plan")).Ended(0).Says("resource_changes");
    }

    [Fact]
    public async Task It_starts_from_nothing()
    {
        using var sandbox = Sandbox.Empty();
        (await sandbox.RunAsync("init")).Ended(0);
        (await sandbox.RunAsync("validate")).Ended(0);
        (await sandbox.RunAsync("plan", "--detailed-exitcode")).Ended(2);
        (await sandbox.RunAsync("init")).Ended(1).Says("XDS7006");
    }

    [Fact]
    public async Task It_leaves_metrics_that_a_collector_of_another_user_can_read()
    {
        // On Windows the folder's access list decides.
        if (OperatingSystem.IsWindows()) return;
        using var sandbox = Sandbox.Of("minimal");
        (await Tool.RunOtherAsync("sh", sandbox.Folder, "-c", $"umask 077; exec '{Repository.Program}' plan --out plan.json --format prometheus=plan.prom --format junit=plan.xml")).Ended(0);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead, File.GetUnixFileMode(sandbox.PathOf("plan.prom")));
        foreach (var file in (string[])["plan.json", "plan.xml"]) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(sandbox.PathOf(file)));
    }

    [Fact]
    public void It_is_one_file_of_moderate_size()
    {
        var size = new FileInfo(Repository.Program).Length;
        TestContext.Current.TestOutputHelper?.WriteLine($"{Repository.Program}: {size / 1e6:0.0} MB");
        Assert.InRange(size, 1, 40_000_000);
    }

    private static Task<ToolResult> RunAsync(params string[] args) => Tool.RunAsync(Repository.Root, args);
}
