namespace XmppDesiredState.Cli.Tests;

/// <summary>The real engine on the embedded default.</summary>
public sealed class EndToEndSpecs
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    [Fact]
    public async Task I_can_start_plan_apply_and_plan_nothing()
    {
        Assert.Equal(0, (await Run.Of(null, ["init"], folder: folder)).Code);
        Assert.Equal(0, (await Run.Of(null, ["fmt", "--check"], folder: folder)).Code);
        Assert.Equal(0, (await Run.Of(null, ["validate"], folder: folder)).Code);

        var plan = await Run.Of(null, ["plan", "--detailed-exitcode", "--out", "plan.json"], folder: folder);
        Assert.Equal(2, plan.Code);
        Assert.Contains("Plan: 3 to add, 2 to change, 0 to destroy.", plan.Out, StringComparison.Ordinal);

        Assert.Equal(plan.Out, (await Run.Of(null, ["show", "plan.json"], folder: folder)).Out);
        var apply = await Run.Of(null, ["apply", "plan.json"], folder: folder);
        Assert.Equal((0, "Apply complete! Resources: 3 added, 2 changed, 0 destroyed.\n"), (apply.Code, apply.Out));
        Assert.Equal((0, "No changes. The live systems match the files.\n"), await CodeAndOut("plan", "--detailed-exitcode"));
        Assert.Contains("3 added, 2 changed", (await CodeAndOut("runs")).Item2, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I_am_refused_when_the_files_changed_since_the_plan()
    {
        await Run.Of(null, ["init"], folder: folder);
        await Run.Of(null, ["plan", "--out", "plan.json"], folder: folder);
        var file = Path.Combine(folder, "desired.yaml");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("sasl-over-tls", "tls-dialback", StringComparison.Ordinal));

        var (code, text) = await CodeAndOut("apply", "plan.json");

        Assert.Equal(4, code);
        Assert.Contains("Nothing was executed", text, StringComparison.Ordinal);
        Assert.Contains("partner/fabrikam.com", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I_can_explain_every_code_there_is() => Assert.InRange((await CodeAndOut("explain")).Item2.Split('\n').Length, 100, 1000);

    private async Task<(int, string)> CodeAndOut(params string[] args)
    {
        var run = await Run.Of(null, args, folder: folder);
        return (run.Code, run.Out);
    }
}
