using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Export;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Cli.Tests;

/// <summary>What the command makes of an engine's answer.</summary>
public sealed class ExportSpecs
{
    private static readonly ProviderDeclaration Dns = new("dns", "rfc2136", Value.Map.NoItems, Path.GetTempPath(), new SourceSpan("x.yaml", 1, 1, 1, 1));

    private static readonly ExportedState State = new("contoso", Dns, new DateOnly(2026, 11, 23)) { Kinds = [SrvRecord.Kind] };

    public static TheoryData<string, string> Refused => new()
    {
        { "unlistable", "error[XDS7013]: dns cannot list its srv-record resources" },
        { "nothing", "error[XDS7012]: dns, of type rfc2136, holds nothing that can be exported." },
        { "unreadable", "error[XDS3001]: The server does not answer." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task I_get_no_file_that_only_looks_complete(string why, string told)
    {
        var state = why switch
        {
            "unlistable" => State with { Unlistable = [SrvRecord.Kind] },
            "nothing" => State with { Kinds = [] },
            _ => State with { Unreadable = [Plans.Down.At(null, "The server does not answer.", "Check the address.")] },
        };
        var folder = Directory.CreateTempSubdirectory().FullName;

        foreach (var args in (string[][])[[], ["--split", "out"]])
        {
            var run = await ExportAsync(state, folder, args);
            Assert.Equal((1, ""), (run.Code, run.Out));
            Assert.Contains(told, run.Error, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task I_lose_no_file_of_mine_to_a_split()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "partners.yaml"), "mine");

        var run = await ExportAsync(State, folder, "--split", ".");

        Assert.Equal((1, ""), (run.Code, run.Out));
        Assert.Contains("There already: partners.yaml. Nothing was written.", run.Error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(folder, "partners.yaml")));
        Assert.Single(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task I_hear_a_warning_and_have_the_file_all_the_same()
    {
        var warning = new DiagnosticDescriptor("XDS9299", Severity.Warning, "Strange", "Said so.").At(null, "Strange.", "Look.");

        var run = await ExportAsync(State with { Findings = [warning] }, Path.GetTempPath());

        Assert.Equal((0, "# contoso\n"), (run.Code, run.Out));
        Assert.Contains("warning[XDS9299]: Strange.", run.Error, StringComparison.Ordinal);
    }

    private static Task<Run> ExportAsync(ExportedState state, string folder, params string[] args) => Run.Of(
        new FakeEngine { Exported = state, Providers = ImmutableSortedDictionary<string, ProviderDeclaration>.Empty.Add("dns", Dns) },
        ["export", "--provider", "dns", .. args], folder: folder);
}
