using System.Text.RegularExpressions;

namespace XmppDesiredState.Conventions.Tests;

/// <summary>A project is a dependency boundary, a folder of the engine a phase: who may know whom.</summary>
public sealed partial class ArrowsTests
{
    // A phase uses only those before it. Json, Telemetry and Runs hold what several phases speak of.
    private static readonly string[] Phases = ["Json", "Telemetry", "Runs", "Loading", "Validation", "Observation", "Diffing", "Planning", "Drifting", "PlanFiles", "Execution", "Confirmation", "Scripts", "Export"];

    [Theory]
    [InlineData("Abstractions", "")]
    [InlineData("Yaml", "Abstractions")]
    [InlineData("Engine", "Abstractions Yaml")]
    [InlineData("Certificates", "Abstractions")]
    [InlineData("Federation", "Abstractions Certificates")]
    [InlineData("PowerShell", "Abstractions")]
    [InlineData("Providers", "Abstractions Certificates Federation PowerShell Yaml")]
    [InlineData("Azure", "Abstractions")]
    [InlineData("Providers.AzureDns", "Abstractions Azure Federation")]
    [InlineData("Cli", "Azure Engine Providers Providers.AzureDns")]
    public void A_project_references_only_what_the_map_allows(string project, string allowed)
    {
        var text = Repository.Read("src", $"XmppDesiredState.{project}", $"XmppDesiredState.{project}.csproj");

        var referenced = Reference().Matches(text).Select(match => match.Groups[1].Value).Order();

        Assert.Equal(allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), referenced);
    }

    [Fact]
    public void The_vocabulary_references_no_package() =>
        Assert.DoesNotContain("PackageReference", Repository.Read("src", "XmppDesiredState.Abstractions", "XmppDesiredState.Abstractions.csproj"), StringComparison.Ordinal);

    [Fact]
    public void Only_the_yaml_project_knows_YamlDotNet() =>
        Assert.All(Repository.Sources().Where(path => File.ReadAllText(path).Contains("using YamlDotNet", StringComparison.Ordinal)),
            path => Assert.StartsWith("src/XmppDesiredState.Yaml/", Repository.Relative(path), StringComparison.Ordinal));

    [Fact]
    public void Only_the_certificates_project_knows_BouncyCastle() =>
        Assert.All(Repository.Sources().Where(path => File.ReadAllText(path).Contains("using Org.BouncyCastle", StringComparison.Ordinal)),
            path => Assert.StartsWith("src/XmppDesiredState.Certificates/", Repository.Relative(path), StringComparison.Ordinal));

    [Fact]
    public void Only_the_federation_project_knows_DnsClient() =>
        Assert.All(Repository.Sources().Where(path => File.ReadAllText(path).Contains("using DnsClient", StringComparison.Ordinal)),
            path => Assert.StartsWith("src/XmppDesiredState.Federation/", Repository.Relative(path), StringComparison.Ordinal));

    [Fact]
    public void Only_the_powershell_project_knows_SshNet() =>
        Assert.All(Repository.Sources().Where(path => File.ReadAllText(path).Contains("using Renci", StringComparison.Ordinal)),
            path => Assert.StartsWith("src/XmppDesiredState.PowerShell/", Repository.Relative(path), StringComparison.Ordinal));

    [Fact]
    public void Only_its_own_projects_know_Azure() =>
        Assert.All(Repository.Sources().Where(path => File.ReadAllText(path).Contains("using Azure", StringComparison.Ordinal)),
            path => Assert.Matches("^src/XmppDesiredState.(Azure|Providers.AzureDns)/", Repository.Relative(path)));

    [Fact]
    public void Only_the_azure_project_knows_blobs_and_sign_in() =>
        Assert.All(Repository.Sources().Where(path => Regex.IsMatch(File.ReadAllText(path), @"using Azure\.(Storage|Identity)")
            && !Repository.Relative(path).EndsWith("/AzureDns/Failures.cs", StringComparison.Ordinal)),
            path => Assert.StartsWith("src/XmppDesiredState.Azure/", Repository.Relative(path), StringComparison.Ordinal));

    [Fact]
    public void Only_one_file_knows_OpenTelemetry() =>
        Assert.All(Repository.Sources().Where(path => File.ReadAllText(path).Contains("using OpenTelemetry", StringComparison.Ordinal)),
            path => Assert.Equal("src/XmppDesiredState.Cli/Telemetry/OtlpExport.cs", Repository.Relative(path)));

    [Fact]
    public void A_phase_of_the_engine_uses_only_earlier_phases()
    {
        var folders = Directory.GetDirectories(Path.Combine(Repository.Root, "src", "XmppDesiredState.Engine")).Select(Path.GetFileName).Where(name => name is not ("bin" or "obj"));
        Assert.Equal(Phases.Order(), folders.Order()!);

        var wrong = from path in Repository.Sources("src/XmppDesiredState.Engine")
                    let parts = Repository.Relative(path).Split('/')
                    where parts.Length > 3
                    from Match use in EnginePhase().Matches(File.ReadAllText(path))
                    let phase = use.Groups[1].Value
                    where Phases.Contains(phase) && Array.IndexOf(Phases, phase) > Array.IndexOf(Phases, parts[2])
                    select $"{Repository.Relative(path)} uses {phase}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Validation_diffing_planning_and_drifting_are_pure()
    {
        string[] impure = ["async ", "await ", "System.IO", "File.", "Directory.", "Process.", "TimeProvider", "HttpClient"];

        var wrong = from path in Repository.Sources("src/XmppDesiredState.Engine")
                    where Repository.Relative(path).Split('/')[2] is "Validation" or "Diffing" or "Planning" or "Drifting"
                    let code = string.Join('\n', File.ReadLines(path).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)))
                    from word in impure
                    where Regex.IsMatch(code, $@"(?<![\w.]){Regex.Escape(word)}")
                    select $"{Repository.Relative(path)}: {word}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Drift_holds_nothing_that_could_write()
    {
        string[] writing = ["IProvider ", "IProvider>", "Writer(", "ExecuteAsync", "IRunStore", "TryLockAsync", "WriteLastApplied", "AppendAsync"];
        var paths = Repository.Sources("src/XmppDesiredState.Engine/Drifting").Append(Path.Combine(Repository.Root, "src", "XmppDesiredState.Engine", "QuietLook.cs")).ToList();

        Assert.True(paths.Count > 10);
        Assert.Empty(from path in paths from word in writing where File.ReadAllText(path).Contains(word, StringComparison.Ordinal) select $"{Repository.Relative(path)}: {word}");
        Assert.Contains("Task<DriftResult> DriftAsync(DesiredState desired, ValidationResult validation, IReadableRunStore store,", Repository.Read("src", "XmppDesiredState.Engine", "Reconciler.cs"), StringComparison.Ordinal);
        Assert.Contains("PlanOptions options, IProviderReaders providers, CancellationToken cancellationToken)", Repository.Read("src", "XmppDesiredState.Engine", "Reconciler.cs"), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"XmppDesiredState\.([\w.]+)\.csproj""")]
    private static partial Regex Reference();

    [GeneratedRegex(@"using XmppDesiredState\.Engine\.(\w+)")]
    private static partial Regex EnginePhase();
}
