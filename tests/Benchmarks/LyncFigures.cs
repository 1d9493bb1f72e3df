using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using XmppDesiredState.LyncPowerShell.World;
using XmppDesiredState.Servers;

namespace XmppDesiredState.Benchmarks;

/// <summary>The native file against a simulated deployment behind a real OpenSSH server: whole processes, as rows of the table in README.md.</summary>
internal static partial class LyncFigures
{
    private const int Partners = 5_000, Created = 200;

    public static async Task<int> RunAsync(int runs)
    {
        var program = Path.GetFullPath("artifacts/linux-x64/xmppstate");
        if (!File.Exists(program)) throw new FileNotFoundException("Run bash src/publish.sh linux-x64 first, and this from the repository's root.", program);
        var folder = Directory.CreateTempSubdirectory("xmppstate-bench-").FullName;
        try
        {
            await MeasureAsync(program, folder, runs);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static async Task MeasureAsync(string program, string folder, int runs)
    {
        await using var sshd = await OpenSshServer.StartAsync();
        using var world = LyncWorld.Create(Path.Combine(folder, "world"));
        Fill(world, Partners);
        Declare(folder, sshd, world, Partners);
        var (plans, planning, applies) = (new List<double>(), new List<double>(), new List<double>());
        for (var run = 0; run <= runs; run++)
        {
            var (seconds, error) = await TimeAsync(program, "plan", "--detailed-exitcode", "--log-level", "debug", "-f", folder);
            // The first fills the file cache.
            if (run == 0) continue;
            plans.Add(seconds);
            planning.Add(int.Parse(Planned().Match(error).Groups[1].Value, CultureInfo.InvariantCulture) / 1000d);
        }

        for (var run = 0; run < runs; run++)
        {
            Fill(world, Partners - Created);
            applies.Add((await TimeAsync(program, "apply", "--auto-approve", "-f", folder)).Seconds);
            if (world.Partners.Length != Partners) throw new InvalidOperationException("The apply did not make what it was to make.");
        }

        Console.WriteLine($"| `plan`, {Partners:N0} partners, no difference, whole process | | {Median(plans):0.00} s |");
        Console.WriteLine($"| of that: opening the session, reading every kind, comparing | 3 s without the opening | {Median(planning):0.00} s |");
        Console.WriteLine($"| `apply`, {Created} partners created beside {Partners - Created:N0}, both looks and the replicas, whole process | | {Median(applies):0.00} s |");
    }

    private static void Fill(LyncWorld world, int count) => world.Arrange(state =>
    {
        state.Partners.Clear();
        state.Partners.AddRange(Enumerable.Range(0, count).Select(number => new LyncPartner { Identity = $"p{number:0000}.example" }));
    });

    private static void Declare(string folder, OpenSshServer sshd, LyncWorld world, int count) => File.WriteAllText(Path.Combine(folder, "desired.yaml"),
        $"apiVersion: xmppstate/v1\nname: bench\nproviders:\n  lync: {{ type: lync, connection: {{ ssh: {{ host: 127.0.0.1, port: {sshd.Endpoint.Port}, user: {sshd.User}, hostKey: [\"{sshd.Fingerprint}\"], "
        + $"privateKey: {{ file: \"{sshd.PrivateKeyFile}\" }}, command: \"{world.Program()}\" }} }} }}\n"
        + "partners:\n  provider: lync\n  list:\n" + string.Concat(Enumerable.Range(0, count).Select(number => $"    - {{ domain: p{number:0000}.example, type: PublicUnverified }}\n")));

    private static async Task<(double Seconds, string Error)> TimeAsync(string program, params string[] arguments)
    {
        var start = Stopwatch.GetTimestamp();
        var result = (await Tool.RunAsync([program, .. arguments])).Succeeded();
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, result.Error);
    }

    private static double Median(List<double> seconds) => seconds.Order().ElementAt(seconds.Count / 2);

    [GeneratedRegex(@"\bplan: (\d+) ms")]
    private static partial Regex Planned();
}
