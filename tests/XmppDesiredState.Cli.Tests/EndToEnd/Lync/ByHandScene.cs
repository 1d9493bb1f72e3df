using System.Collections.Immutable;
using System.Management.Automation.Language;
using XmppDesiredState.LyncPowerShell.World;
using XmppDesiredState.PowerShell.Tests.Scripts;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Lync;

/// <summary>A simulated Lync deployment that only people reach: they run scripts there, and carry files.</summary>
internal sealed class ByHandScene : IDisposable
{
    public const string Head = "apiVersion: xmppstate/v1\nname: contoso\nproviders: { lync: { type: lync, connection: { local: { program: [no-such-program] } }, replication: { within: 20s } }, files: { type: local, path: live } }\n";

    public Sandbox Sandbox { get; } = Sandbox.Empty();

    public LyncWorld World { get; }

    public ByHandScene() => World = LyncWorld.Create(Sandbox.PathOf("world"));

    public void Declare(string yaml, string head = Head) => Sandbox.Write("desired.yaml", head + yaml);

    /// <summary>The command line, which cannot reach Lync.</summary>
    public Task<Run> RunAsync(params string[] args) => Run.Of(null, args, folder: Sandbox.Folder);

    /// <summary>A person runs a script on the Front End.</summary>
    public Task<ToolResult> ScriptAsync(string script, params string[] arguments) => PowerShellAsync($"& ./{script} {string.Join(' ', arguments)}; exit $LASTEXITCODE");

    public async Task<ToolResult> PowerShellAsync(string command)
    {
        var variables = World.Variables();
        using var tool = Tool.Start(LyncWorld.Executable, Sandbox.Folder, ["-NoLogo", "-NoProfile", "-NonInteractive", "-Command", command], environment =>
        {
            foreach (var (name, value) in variables) environment[name] = value;
        });
        return await tool.EndAsync();
    }

    /// <summary>Collects, and plans from what was collected: the plan is saved as plan.json.</summary>
    public async Task<Run> PlanAsync(params string[] more)
    {
        Done(await RunAsync("script", "--observe", "--format", "powershell=collect.ps1"));
        (await ScriptAsync("collect.ps1", "-ResultFile", "observed.xml")).Ended(0);
        return await RunAsync(["plan", "--observed", "observed.xml", "--out", "plan.json", .. more]);
    }

    /// <summary>Plans as <see cref="PlanAsync"/> does, and makes the script steps.ps1.</summary>
    public async Task<string> WriteStepsAsync()
    {
        Done(await PlanAsync());
        Done(await RunAsync("script", "plan.json", "--format", "powershell=steps.ps1"));
        return Sandbox.Read("steps.ps1");
    }

    public Task<Run> RecordAsync() => RunAsync("apply", "plan.json", "--record", "result.xml");

    public static Run Done(Run run, int code = 0)
    {
        Assert.True(run.Code == code, $"exit {run.Code}\n{run.Out}\n{run.Error}");
        return run;
    }

    /// <summary>What Windows PowerShell 3.0 reads in any code page; returned are the names of all commands.</summary>
    public static ImmutableSortedSet<string> CommandsOf(string script)
    {
        Assert.All(script, c => Assert.True(c is '\n' or (>= ' ' and <= '~'), $"U+{(int)c:X4}"));
        Assert.Empty(OldPowerShell.Problems(script));
        var tree = Parser.ParseInput(script, out _, out _);
        return [.. tree.FindAll(node => node is CommandAst, searchNestedScriptBlocks: true).Select(node => ((CommandAst)node).GetCommandName() ?? "&")];
    }

    public void Dispose()
    {
        World.Dispose();
        Sandbox.Dispose();
    }
}
