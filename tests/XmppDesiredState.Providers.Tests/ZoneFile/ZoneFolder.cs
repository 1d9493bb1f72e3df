using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using XmppDesiredState.Changes;
using XmppDesiredState.Providers.ZoneFile;
using XmppDesiredState.Providers.ZoneFile.Master;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.ZoneFile;

/// <summary>A folder with a zone file for example.test, a provider on it, and the real named tools.</summary>
internal sealed class ZoneFolder : IDisposable
{
    public const string Head = "$TTL 1h\n@ IN SOA ns1 hostmaster 2026010101 1h 15m 1w 1h\n NS ns1\nns1 A 192.0.2.1\n";

    public static readonly string Corpus = System.IO.Path.Combine(Here(), "Corpus");

    private readonly string folder = Directory.CreateTempSubdirectory("zone-test-").FullName;

    public ZoneFolder(string text) : this(Encoding.Latin1.GetBytes(text))
    {
    }

    public ZoneFolder(byte[] bytes) => File.WriteAllBytes(Path, bytes);

    public string Path => System.IO.Path.Combine(folder, "example.test.zone");

    public TimeProvider Clock { get; set; } = new FixedClock();

    public List<string> Progress { get; } = [];

    public string Text => Encoding.Latin1.GetString(File.ReadAllBytes(Path));

    /// <summary>The included files and, at the end, the zone file, each behind a line of its own.</summary>
    public string AllText => string.Concat(Directory.GetFiles(folder, "*.inc", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Append(Path).Select(path => "-\n" + Encoding.Latin1.GetString(File.ReadAllBytes(path))));

    public static ZoneFolder OfCorpus(string file)
    {
        var result = new ZoneFolder(File.ReadAllBytes(System.IO.Path.Combine(Corpus, file)));
        foreach (var part in Directory.GetFiles(System.IO.Path.Combine(Corpus, "parts"))) result.Add("parts/" + System.IO.Path.GetFileName(part), File.ReadAllText(part));
        return result;
    }

    public string Add(string name, string text)
    {
        var path = System.IO.Path.Combine(folder, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, Encoding.Latin1);
        return path;
    }

    public IProvider Provider(Value? check = null, bool allowPrograms = true, string? path = null)
    {
        var zones = Value.Map.NoItems.Add("example.test", new Value.Text(path ?? Path));
        return Provider(zones, check, allowPrograms);
    }

    public IProvider Provider(ImmutableSortedDictionary<string, Value> zones, Value? check = null, bool allowPrograms = true)
    {
        var options = Value.Map.NoItems.Add("zones", new Value.Map(zones)).Add("check", check ?? new Value.Text("off"));
        return new ZoneFileProviderFactory().Create(new ProviderSettings("dns", folder, options, (_, _) => throw new InvalidOperationException(), Clock, Progress.Add, allowPrograms));
    }

    public static Task<Observation> ObserveAsync(IProvider provider) => provider.ObserveAsync(new Scope(SrvRecord.Kind, [], true), TestContext.Current.CancellationToken);

    public async Task<ImmutableArray<ObservedResource>> ObserveAsync() => (await ObserveAsync(Provider())).Resources;

    public async Task<ObservedResource?> FindAsync(string owner) => (await ObserveAsync()).SingleOrDefault(observed => observed.Resource.Id.Name == owner);

    public static Resource Srv(string owner, int? ttl, params SrvTarget[] targets)
    {
        var resource = new Resource(new ResourceId(SrvRecord.Kind, owner)).With(SrvRecord.Targets, [.. targets]);
        return ttl is null ? resource : resource.With(SrvRecord.Ttl, TimeSpan.FromSeconds(ttl.Value));
    }

    public async Task<Step> StepAsync(int id, string owner, Resource? after)
    {
        var before = await FindAsync(owner);
        return new Step(id, "dns", new ResourceId(SrvRecord.Kind, owner), null, after is null ? Operation.Delete : before is null ? Operation.Create : Operation.Update, before, after);
    }

    public static async Task<ImmutableArray<StepOutcome>> ExecuteAsync(IProvider provider, params Step[] steps)
    {
        var outcomes = new List<StepOutcome>();
        await foreach (var outcome in provider.ExecuteAsync(steps, TestContext.Current.CancellationToken)) outcomes.Add(outcome);
        return [.. outcomes.OrderBy(outcome => outcome.Step)];
    }

    public async Task<(int Code, string Output)> NamedAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, [.. arguments, "example.test", Path]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + (process.ExitCode == 0 ? "" : await error));
    }

    /// <summary>Every record but the SOA in BIND's own reading, with its time to live, in BIND's order.</summary>
    public async Task<List<string>> BindReadsAsync()
    {
        var (code, output) = await NamedAsync("named-compilezone", "-q", "-i", "local", "-F", "text", "-s", "full", "-o", "-");
        Assert.True(code == 0, output + Text);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(' ', line.Split((char[])['\t', ' '], StringSplitOptions.RemoveEmptyEntries)))
            .Where(line => !line.Contains(" IN SOA ", StringComparison.Ordinal))];
    }

    /// <summary>Managed records in BIND's own reading: owner, data, sorted.</summary>
    public async Task<List<string>> ManagedAsBindReadsAsync() => [.. (await BindReadsAsync()).Select(line => line.Split(' ')).Where(words => words.Length == 8 && words[3] == "SRV")
        .Select(words => (Owner: Name(words[0]), Data: $"{words[4]} {words[5]} {words[6]} {(words[7] == "." ? "." : Name(words[7]))}"))
        .Where(record => SrvRecord.IsManagedOwner(record.Owner)).Select(record => $"{record.Owner} {record.Data}").Order(StringComparer.Ordinal)];

    public async Task<List<string>> ManagedAsWeReadAsync() => [.. (await ObserveAsync())
        .SelectMany(observed => observed.Resource.Get(SrvRecord.Targets).Select(target => $"{observed.Resource.Id.Name} {target.Priority} {target.Weight} {target.Port} {target.Target}"))
        .Order(StringComparer.Ordinal)];

    public static string Name(string written) => ZoneName.Resolve(Encoding.Latin1.GetBytes(written), "")!;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Here([CallerFilePath] string path = "") => System.IO.Path.GetDirectoryName(path)!;

    /// <summary>Noon of 23 November 2026.</summary>
    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    }
}
