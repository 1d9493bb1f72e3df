using System.Diagnostics;
using XmppDesiredState.LyncPowerShell.World;
using XmppDesiredState.Tests.Ordering;

namespace XmppDesiredState.LyncPowerShell.Tests;

/// <summary>The program, as it answers a caller who takes it for powershell.exe.</summary>
[TakesLong(25)]
public sealed class ProcessTests : LyncFixture
{
    private const string Line = "-NoLogo -NoProfile -NonInteractive -Command -";

    [Theory]
    [InlineData("1+1\n", "2", 0)]
    [InlineData("'a'; exit 7\n'never'\n", "a", 7)]
    [InlineData("throw 'x'\n'goes on'\n", "goes on", 0)]
    [InlineData("if ($true) {\n'block'\n}\n\n'after'\n", "block after", 0)]
    [InlineData("'first'\nif ($true) {\n'cut off'\n}\n", "first", 0)]
    [InlineData("[Console]::In.ReadLine()\n'data; not a script'\n'next'\n", "'data; not a script' next", 0)]
    [InlineData("$a = 1\n\n\n$a + 1\n", "2", 0)]
    public async Task Standard_input_is_read_as_powershell_reads_it(string input, string output, int exit)
    {
        var (code, text, _) = await RunAsync(Line.Split(' '), input);
        Assert.Equal((exit, output), (code, string.Join(' ', text.Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries))));
    }

    [Theory]
    [InlineData("'a'", 0)]
    [InlineData("exit 3", 3)]
    [InlineData("Get-CsXmppAllowedPartner nobody.example", 1)]
    [InlineData("throw 'x'", 1)]
    public async Task Command_exits_with_what_its_end_says(string command, int exit) => Assert.Equal(exit, (await RunAsync(["-NonInteractive", "-Command", command], "")).Code);

    [Fact]
    public async Task File_gets_its_arguments_as_text_and_exits_as_it_says()
    {
        var script = Path.Combine(World.Folder, "it's.ps1");
        await File.WriteAllTextAsync(script, "param([string]$Description, [switch]$Loud)\nGet-CsXmppAllowedPartner nobody.example\n[void](New-CsXmppAllowedPartner a.example -Description $Description)\nWrite-Output \"$Loud\"\n", TestContext.Current.CancellationToken);
        var (code, output, errors) = await RunAsync(["-File", script, "-Description", "$(1+1) \"quoted\"", "-Loud"], "");
        Assert.Equal((0, "True"), (code, output.Trim()));
        Assert.Contains("XmppAllowedPartnerNotFound", errors, StringComparison.Ordinal);
        Assert.Equal("$(1+1) \"quoted\"", Assert.Single(World.Partners).Description);
    }

    [Fact]
    public async Task Errors_and_prompts_are_plain_text_on_the_error_stream()
    {
        var (_, output, errors) = await RunAsync(Line.Split(' '), "Get-CsXmppAllowedPartner nobody.example\nNew-CsXmppAllowedPartner a.example -Confirm\nNew-CsXmppAllowedPartner\n");
        Assert.Empty(output);
        Assert.DoesNotContain("\u001b", errors, StringComparison.Ordinal);
        Assert.Contains("Cannot find \"XmppAllowedPartner\" \"nobody.example\"", errors, StringComparison.Ordinal);
        Assert.Contains("NonInteractive mode", errors, StringComparison.Ordinal);
        Assert.Contains("+ FullyQualifiedErrorId : MissingMandatoryParameter", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Lync", 0)]
    [InlineData("SkypeForBusiness", 0)]
    [InlineData(null, 1)]
    public async Task Module_is_there_or_it_is_not(string? module, int exit)
    {
        World.Arrange(state => state.Module = module);
        Assert.Equal(exit, (await RunAsync(["-Command", $"$ErrorActionPreference = 'Stop'; Import-Module {module ?? "Lync"}; [void](Get-CsSite)"], "")).Code);
        Assert.Equal(exit, (await RunAsync(["-Command", "$ErrorActionPreference = 'Stop'; [void](Get-CsSite)"], "")).Code);
    }

    [Theory]
    [InlineData(FaultMoment.BeforeWork, 1)]
    [InlineData(FaultMoment.AfterWork, 2)]
    public async Task Crash_ends_the_process_before_or_after_the_write(FaultMoment moment, int partners)
    {
        World.Add(new("New-CsXmppAllowedPartner", FaultKind.Crash) { AtCall = 2, Moment = moment });
        var (code, _, _) = await RunAsync(Line.Split(' '), "foreach ($i in 1..3) { [void](New-CsXmppAllowedPartner \"p$i.example\") }\n");
        Assert.NotEqual(0, code);
        Assert.Equal(partners, World.Partners.Length);
    }

    [Fact]
    public async Task Two_processes_and_another_administrator_lose_nothing()
    {
        Task<(int, string, string)> Write(string prefix) => RunAsync(Line.Split(' '), $"foreach ($i in 1..60) {{ [void](New-CsXmppAllowedPartner \"{prefix}$i.example\") }}\n");
        var (left, right) = (Write("l"), Write("r"));
        foreach (var number in Enumerable.Range(1, 60)) World.Edit(state => state.Partners.Add(new() { Identity = $"m{number}.example" }));
        await Task.WhenAll(left, right);
        Assert.Equal(180, World.Partners.Select(partner => partner.Identity).Distinct().Count());
    }

    [Fact]
    public async Task Launcher_needs_no_variables()
    {
        var (code, output, _) = await RunAsync(["-Command", "(Get-CsSite).Identity"], "", World.Program(), withVariables: false);
        Assert.Equal((0, "Site:Redmond"), (code, output.Trim()));
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(string[] arguments, string input, string? program = null, bool withVariables = true)
    {
        var start = new ProcessStartInfo(program ?? LyncWorld.Executable, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        if (withVariables)
        {
            foreach (var (name, value) in World.Variables()) start.Environment[name] = value;
        }
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
