namespace XmppDesiredState.Cli.Tests;

public sealed class UsageSpecs
{
    [Theory]
    [InlineData("plna", "plan")]
    [InlineData("plan --fil x", "--file")]
    [InlineData("plan --format xml", "not a format")]
    [InlineData("plan --format json --format text", "only one format")]
    [InlineData("plan --only partner", "not an address")]
    [InlineData("plan --only partnr/x", "Did you mean partner?")]
    [InlineData("plan --allow-empty partners", "Did you mean partner?")]
    [InlineData("plan --max-deletes -1", "too small")]
    [InlineData("plan --timeout soon", "not a duration")]
    [InlineData("plan --var x", "NAME=VALUE")]
    [InlineData("export", "--provider")]
    [InlineData("export --provider", "--provider")]
    [InlineData("script", "--format")]
    [InlineData("script --format bash", "not a format")]
    [InlineData("script --observe --format nsupdate", "--observe has no nsupdate script")]
    [InlineData("script plan.json --observe", "leave PLAN out")]
    [InlineData("script --format nsupdate --provider x", "--provider belongs to --format powershell")]
    [InlineData("script plan.json --format powershell --observed x.xml", "--observed is what a fresh plan is made from")]
    [InlineData("apply --record x.xml", "--record belongs to a plan")]
    [InlineData("script --format nsupdat", "Did you mean nsupdate?")]
    [InlineData("script --format nsupdate=", "not a format")]
    [InlineData("", "")]
    public async Task I_am_told_on_standard_error_alone_what_is_wrong_with_my_command(string line, string told)
    {
        var run = await Run.Of(new FakeEngine(), line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((64, ""), (run.Code, run.Out));
        Assert.Contains(told, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--version", "0.1.0")]
    [InlineData("--help", "xmppstate plan --out plan.json")]
    [InlineData("plan --help", "--detailed-exitcode")]
    [InlineData("explain xds1006", "A key stands twice")]
    [InlineData("explain", "XDS7001")]
    [InlineData("schema", "federation")]
    [InlineData("schema plan", "plan")]
    [InlineData("runs", "No runs.")]
    [InlineData("export --help", "--split")]
    [InlineData("script --help", "nsupdate")]
    [InlineData("script --format nsupdate", "; Nothing to do.")]
    public async Task I_can_look_things_up(string line, string told)
    {
        var run = await Run.Of(new FakeEngine { RootFolder = Directory.CreateTempSubdirectory().FullName }, line.Split(' '));

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains(told, run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("explain XDS1106", "Did you mean")]
    [InlineData("providers lokal", "XDS7008")]
    [InlineData("show nothing.json", "XDS7001")]
    [InlineData("runs 4711", "XDS7009")]
    [InlineData("export --provider gateway", "XDS7011")]
    [InlineData("script nothing.json --format nsupdate", "XDS7001")]
    public async Task I_am_told_what_is_not_there(string line, string told)
    {
        var run = await Run.Of(new FakeEngine { RootFolder = Directory.CreateTempSubdirectory().FullName }, line.Split(' '));

        Assert.Equal((1, ""), (run.Code, run.Out));
        Assert.Contains(told, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I_can_start_from_nothing_and_lose_nothing()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;

        Assert.Equal(0, (await Run.Of(new FakeEngine(), ["init", "here"], folder: folder)).Code);
        await File.WriteAllTextAsync(Path.Combine(folder, "here/desired.yaml"), "mine");
        Assert.Equal(1, (await Run.Of(new FakeEngine(), ["init", "here"], folder: folder)).Code);
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(folder, "here/desired.yaml")));
        Assert.Equal(0, (await Run.Of(new FakeEngine(), ["init", "here", "--force"], folder: folder)).Code);
        Assert.NotEqual("mine", await File.ReadAllTextAsync(Path.Combine(folder, "here/desired.yaml")));
    }

    [Fact]
    public async Task I_can_check_and_mend_the_form_of_files()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "x.yaml"), "b: 1\na: 1\n");

        var check = await Run.Of(new FakeEngine(), ["fmt", "--check"], folder: folder);
        Assert.Equal((1, "x.yaml\n"), (check.Code, check.Out));
        Assert.Equal(0, (await Run.Of(new FakeEngine(), ["fmt", "x.yaml"], folder: folder)).Code);
        Assert.Equal("a: 1\nb: 1\n", await File.ReadAllTextAsync(Path.Combine(folder, "x.yaml")));
        Assert.Equal((0, ""), ((await Run.Of(new FakeEngine(), ["fmt", "--check"], folder: folder)).Code, (await Run.Of(new FakeEngine(), ["fmt", "--check"], folder: folder)).Out));
    }
}
