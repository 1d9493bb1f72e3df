namespace XmppDesiredState.Cli.Tests.EndToEnd.Documents;

/// <summary>Every guide does what it says: its files are written, its changes applied, its commands executed.</summary>
public sealed class GuideSpecs
{
    private static readonly string Folder = Path.Combine(Repository.Examples, "guides");

    public static TheoryData<string> Guides => [.. Directory.GetFiles(Folder, "*.md").Select(path => Path.GetFileName(path)).Where(name => name != "README.md").Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Guides))]
    public async Task I_can_follow_a_guide_to_its_end(string name)
    {
        using var scene = new GuideScene(name is "from-the-control-panel.md" ? Sandbox.Empty() : Sandbox.Of("quickstart"));
        await PrepareAsync(name, scene);
        var blocks = FencedBlock.Of(await File.ReadAllLinesAsync(Path.Combine(Folder, name), TestContext.Current.CancellationToken)).ToList();
        Assert.Contains(blocks, block => block.Language == "console");

        foreach (var block in blocks) await scene.FollowAsync(block);
    }

    [Fact]
    public async Task Every_guide_is_in_the_list()
    {
        var list = await File.ReadAllTextAsync(Path.Combine(Folder, "README.md"), TestContext.Current.CancellationToken);
        Assert.All(Guides, row => Assert.Contains($"({row.Data})", list, StringComparison.Ordinal));
    }

    // What the first lines of the guide say is there already.
    private static async Task PrepareAsync(string name, GuideScene scene)
    {
        if (name is "from-the-control-panel.md") return;
        (await scene.RunAsync("apply", "--auto-approve")).Ended(0);
        if (name is "undoing-a-change.md") await scene.GitAsync("printf 'live/\\n.xmppstate/\\nplan.json\\n' > .gitignore && git init -q && git add -A && git commit -q -m start");
        if (name is "adopting-a-live-system.md") scene.Forget();
    }
}
