using System.Text;
using System.Text.RegularExpressions;

namespace XmppDesiredState.Cli.Tests.EndToEnd;

/// <summary>Files made to break a reader: each is refused with a code and a place, soon, in little memory, and without showing what it holds.</summary>
public sealed partial class HostileFileSpecs : IDisposable
{
    private const string Head = "apiVersion: xmppstate/v1\nproviders: { g: { type: local, path: live } }\n";
    private const string Canary = "c4nary";
    private readonly Sandbox sandbox = Sandbox.Empty();

    public static TheoryData<string> Names => [.. Files.Keys];

    // What stands in the file, and the codes to expect, all of them in one run.
    private static SortedDictionary<string, (byte[] Content, string[] Codes)> Files { get; } = new(StringComparer.Ordinal)
    {
        ["100,000 brackets"] = Text("partners: " + new string('[', 100_000), "XDS1002"),
        ["100,000 brackets, closed"] = Text("partners: " + new string('[', 100_000) + new string(']', 100_000) + "\n", "XDS1002"),
        ["100,000 maps"] = Text("a: " + string.Concat(Enumerable.Repeat("{a: ", 100_000)), "XDS1002"),
        ["100,000 dashes"] = Text("a:\n" + string.Concat(Enumerable.Repeat("- ", 100_000)) + "\n", "XDS1002"),
        ["100,000 question marks"] = Text(string.Concat(Enumerable.Repeat("? ", 100_000)) + "\n", "XDS1002"),
        ["alias bomb"] = Text("a: &a [x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range('b', 9).Select(c => $"{(char)c}: &{(char)c} [{string.Join(',', Enumerable.Repeat($"*{(char)(c - 1)}", 9))}]\n")), "XDS1003"),
        ["60 MB scalar"] = Text("name: " + new string('x', 60 * 1024 * 1024) + "\n", "XDS1002"),
        ["2 MB scalar"] = Text("name: " + new string('x', 2 * 1024 * 1024) + "\n", "XDS1002"),
        ["invalid UTF-8"] = ([.. Encoding.UTF8.GetBytes(Head + "name: " + Canary), 0xff, (byte)'\n'], ["XDS1008"]),
        ["UTF-16"] = (Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Head)).ToArray(), ["XDS1008"]),
        ["NUL"] = Text("name: a\0b\n", "XDS1008"),
        ["bidi marks"] = Text("name: a\u202eb\n", "XDS1008"),
        ["second document"] = Text("---\n" + Head, "XDS1005"),
        ["tag"] = Text("name: !!python/object/apply:os.system [x]\n", "XDS1004"),
        ["duplicate key"] = Text("name: a\nname: b\n", "XDS1006"),
        ["unclosed quote"] = Text("name: \"" + string.Concat(Enumerable.Repeat("\\x41", 100_000)), "XDS1001"),
        ["20,000 unknown keys"] = Text(string.Concat(Enumerable.Range(0, 20_000).Select(number => $"k{number}: 1\n")), "XDS1040"),
        ["several faults"] = Text("name: &x a\npartner: {}\nguards: { maxDeletes: ten }\npartners: { list: [ { domain: a.example, typ: Federated }, { domain: b.example, type: federated } ] }\n", "XDS1003", "XDS1040", "XDS1041", "XDS1042", "XDS1043"),
        ["nothing"] = ([], ["XDS1023"]),
        ["somebody else's secret"] = (Encoding.UTF8.GetBytes($"password: {Canary}\n"), ["XDS1023"]),
        ["somebody else's broken secret"] = (Encoding.UTF8.GetBytes($"-----BEGIN PRIVATE KEY-----\n{Canary}: [{Canary}\n-----END PRIVATE KEY-----\n"), ["XDS1023"]),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_hostile_file_is_refused(string name)
    {
        var (content, codes) = Files[name];
        sandbox.Write("desired.yaml", content);
        foreach (var command in (string[][])[["validate", "-f", "desired.yaml"], ["plan", "-f", "desired.yaml"], ["apply", "--auto-approve", "-f", "desired.yaml"]])
        {
            var refused = await RefusedAsync(command);
            Assert.Superset(codes.ToHashSet(), Codes().Matches(refused.All).Select(match => match.Groups[1].Value).ToHashSet());
            Assert.Matches(@"desired\.yaml:[0-9]+:[0-9]+", refused.All);
        }
    }

    [Theory]
    [InlineData("100,000 brackets")]
    [InlineData("60 MB scalar")]
    [InlineData("invalid UTF-8")]
    [InlineData("NUL")]
    public async Task A_hostile_file_is_refused_as_anything_and_left_as_it_is(string name)
    {
        sandbox.Write("desired.yaml", Head);
        sandbox.Write("hostile", Files[name].Content);
        var before = sandbox.Snapshot();
        foreach (var command in (string[])["fmt", "show", "apply", "apply --auto-approve --var-file", "plan --connections"])
            await RefusedAsync([.. command.Split(' '), "hostile"]);
        Assert.Equal(before, sandbox.Snapshot());
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("pipe")]
    [InlineData("link-to-pipe")]
    [InlineData("unreadable")]
    public async Task What_is_no_ordinary_file_is_refused_and_never_waited_for(string name)
    {
        if (OperatingSystem.IsWindows()) return;
        sandbox.Write("state/desired.yaml", Head);
        (await Tool.RunOtherAsync("mkfifo", sandbox.Folder, "pipe")).Ended(0);
        File.CreateSymbolicLink(sandbox.PathOf("link-to-pipe"), sandbox.PathOf("pipe"));
        // Root may read any file. The process's own memory it may open, and reading fails.
        if (OperatingSystem.IsLinux()) File.CreateSymbolicLink(sandbox.PathOf("unreadable"), "/proc/self/mem");
        else File.WriteAllText(sandbox.PathOf("unreadable"), Head);
        if (!OperatingSystem.IsLinux()) File.SetUnixFileMode(sandbox.PathOf("unreadable"), UnixFileMode.None);

        string[] commands = ["validate -f", "fmt", "show", "apply -f state", "plan -f state --var-file", "plan -f state --connections"];
        await Task.WhenAll(commands.Select(command => RefusedAsync([.. command.Split(' '), name])));
    }

    [Fact]
    public async Task A_pipe_with_a_writer_is_read()
    {
        if (OperatingSystem.IsWindows()) return;
        sandbox.Write("desired.yaml", Head);
        (await Tool.RunOtherAsync("bash", sandbox.Folder, "-c", $"{Repository.Program} validate -f <(cat desired.yaml)")).Ended(0).Says("The files are valid");
    }

    [Fact]
    public async Task Includes_that_leave_the_folder_or_run_in_circles_are_refused_unseen()
    {
        sandbox.Write("secret.yaml", Head + $"name: {Canary}\n");
        sandbox.Write("state/a.yaml", Head + "include: [ b.yaml, ../secret.yaml, link.yaml, folder/secret.yaml ]\n");
        sandbox.Write("state/b.yaml", "apiVersion: xmppstate/v1\ninclude: [ a.yaml ]\n");
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(sandbox.PathOf("state/link.yaml"), "../secret.yaml");
            Directory.CreateSymbolicLink(sandbox.PathOf("state/folder"), "..");
        }

        var refused = await RefusedAsync("validate", "-f", "state/a.yaml");

        Assert.Equal(OperatingSystem.IsWindows() ? 1 : 3, refused.All.Split("[XDS1026]").Length - 1);
        refused.Says("XDS1027").Says("state/a.yaml:3:");
    }

    [Fact]
    public async Task A_folder_named_like_a_file_is_no_file()
    {
        sandbox.Write("state/desired.yaml/README.md", "");
        await RefusedAsync("validate", "-f", "state");
        sandbox.Write("state/real.yaml", Head);
        (await sandbox.RunAsync("validate", "-f", "state")).Ended(0);
    }

    public void Dispose() => sandbox.Dispose();

    private async Task<ToolResult> RefusedAsync(params string[] args)
    {
        // More than half a gigabyte is refused to the program, so a reader without bounds fails.
        var refused = (await sandbox.RunAsync(environment => environment["DOTNET_GCHeapHardLimit"] = "20000000", args)).Ended(1).Never("   at ").Never("bug").Never(Canary);
        Assert.True(refused.Took < TimeSpan.FromSeconds(5), $"{string.Join(' ', args)} took {refused.Took}.");
        Assert.InRange(refused.All.Length, 1, 200_000);
        Assert.Matches(Codes(), refused.All);
        return refused;
    }

    private static (byte[] Content, string[] Codes) Text(string body, params string[] codes) => (Encoding.UTF8.GetBytes(Head + body), codes);

    [GeneratedRegex(@"error\[(XDS[0-9]{4})\]", RegexOptions.None, 1000)]
    private static partial Regex Codes();
}
