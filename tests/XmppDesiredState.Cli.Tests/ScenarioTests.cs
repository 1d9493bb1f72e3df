using System.Runtime.CompilerServices;

namespace XmppDesiredState.Cli.Tests;

/// <summary>
/// Every folder of <c>tests/Scenarios</c> is a test: its files are planned, and looked at for drift, at a fixed time, and what the tool says is compared with what
/// stands beside them. A folder that begins with <c>Invalid-</c> must be refused. A bug report becomes a folder.
/// </summary>
public sealed class ScenarioTests
{
    private static readonly string Scenarios = Path.GetFullPath(Path.Combine(Here(), "..", "Scenarios"));

    public static TheoryData<string> Names() => [.. Directory.GetDirectories(Scenarios).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_scenario_says_what_stands_beside_it(string name)
    {
        var source = Path.Combine(Scenarios, name);
        var folder = Directory.CreateTempSubdirectory("xmppstate-scenario-").FullName;
        try
        {
            Copy(source, folder);
            var run = await Run.Of(null, ["plan", "--detailed-exitcode", "--format", "text", "--format", "json=plan.json"], folder: folder, clock: new FixedClock());

            Assert.Equal(name.StartsWith("Invalid-", StringComparison.Ordinal), run.Code == 1);
            Golden.FileMatches(Path.Combine(source, "plan.txt"), $"Scenarios/{name}/plan.txt", $"{run.Out}{run.Error}exit {run.Code}\n");
            var json = Path.Combine(folder, "plan.json");
            var drift = await Run.Of(null, ["drift"], folder: folder, clock: new FixedClock());
            Assert.Equal(run.Code == 1, drift.Code == 1);
            Golden.FileMatches(Path.Combine(source, "drift.txt"), $"Scenarios/{name}/drift.txt", $"{drift.Out}{drift.Error}exit {drift.Code}\n");
            if (run.Code != 1) Golden.FileMatches(Path.Combine(source, "plan.json"), $"Scenarios/{name}/plan.json", (await File.ReadAllTextAsync(json)).ReplaceLineEndings("\n"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Copy(string source, string target)
    {
        foreach (var file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            // "store" stands for the hidden folder of the run store, which a repository would ignore.
            var path = Path.Combine(target, Path.GetRelativePath(source, file).Replace("store" + Path.DirectorySeparatorChar, ".xmppstate" + Path.DirectorySeparatorChar, StringComparison.Ordinal));
            if (Path.GetFileName(file) is "plan.txt" or "plan.json" or "drift.txt") continue;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(file, path);
        }
    }

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    }
}
