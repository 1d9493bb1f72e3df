using XmppDesiredState.Certificates;
using XmppDesiredState.Cli;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Confirmation;
using XmppDesiredState.Engine.Drifting;
using XmppDesiredState.Engine.Execution;
using XmppDesiredState.Engine.Loading;
using XmppDesiredState.Engine.Observation;
using XmppDesiredState.Engine.PlanFiles;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Engine.Scripts;
using XmppDesiredState.Engine.Validation;
using XmppDesiredState.Federation.Verification;
using XmppDesiredState.Providers.AzureDns.AzureDns;
using XmppDesiredState.Providers.Command;
using XmppDesiredState.Providers.CommandIssuer;
using XmppDesiredState.Providers.Local;
using XmppDesiredState.Providers.Lync;
using XmppDesiredState.Providers.Manual;
using XmppDesiredState.Providers.PemFiles;
using XmppDesiredState.Providers.PrivateCa;
using XmppDesiredState.Providers.Rfc2136;
using XmppDesiredState.Providers.Wire;
using XmppDesiredState.Providers.ZoneFile;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Conventions.Tests;

/// <summary>Codes are unique, in their phase's range, and documented: <c>explain</c> has an answer for each.</summary>
public sealed class CodesTests
{
    public static TheoryData<string, int, int, DiagnosticDescriptor[]> Phases() => new()
    {
        { "yaml", 1001, 1019, [.. YamlDiagnostics.All] },
        { "load", 1020, 1199, [.. LoadDiagnostics.All] },
        { "validate", 2001, 2999, [.. ValidationDiagnostics.All] },
        { "observe", 3001, 3999, [.. ObservationDiagnostics.All] },
        { "plan", 4001, 4499, [.. PlanningDiagnostics.All] },
        { "plan files", 4501, 4599, [.. PlanFileDiagnostics.All] },
        { "execute", 5001, 5999, [.. ExecutionDiagnostics.All] },
        { "confirm", 6001, 6499, [.. ConfirmationDiagnostics.All] },
        { "scripts", 6501, 6599, [.. ScriptDiagnostics.All] },
        { "verify", 6601, 6699, [.. VerifyDiagnostics.All] },
        { "drift", 6701, 6799, [.. DriftDiagnostics.All] },
        { "command line", 7001, 7999, [.. CommandLineDiagnostics.All] },
        { "run store", 8001, 8999, [.. RunStoreDiagnostics.All] },
        { "secrets", 9001, 9010, [.. SecretDiagnostics.All] },
        { "certificates", 9011, 9099, [.. CertificateDiagnostics.All] },
        { "local", 9101, 9199, [.. new LocalProviderFactory().Diagnostics] },
        { "zone-file", 9201, 9299, [.. new ZoneFileProviderFactory().Diagnostics] },
        { "pem-files", 9301, 9399, [.. new PemFilesProviderFactory().Diagnostics] },
        { "manual", 9401, 9499, [.. new ManualProviderFactory().Diagnostics] },
        { "private-ca", 9501, 9599, [.. new PrivateCaProviderFactory().Diagnostics] },
        { "command-issuer", 9601, 9699, [.. new CommandIssuerProviderFactory().Diagnostics] },
        { "command", 9701, 9799, [.. new CommandProviderFactory().Diagnostics] },
        { "rfc2136", 9901, 9949, [.. new Rfc2136ProviderFactory().Diagnostics] },
        { "azure-dns", 9951, 9999, [.. new AzureDnsProviderFactory().Diagnostics] },
        { "wire", 9801, 9820, [.. new WireProviderFactory().Diagnostics] },
        { "lync", 9821, 9899, [.. new LyncProviderFactory().Diagnostics] },
    };

    [Theory]
    [MemberData(nameof(Phases))]
    public void Codes_lie_in_the_range_of_their_phase(string phase, int first, int last, DiagnosticDescriptor[] descriptors)
    {
        Assert.NotEmpty(phase);
        Assert.All(descriptors, descriptor => Assert.InRange(int.Parse(descriptor.Code["XDS".Length..], System.Globalization.CultureInfo.InvariantCulture), first, last));
    }

    [Fact]
    public void Codes_are_unique()
    {
        var codes = Phases().SelectMany(row => row.Data.Item4).Select(descriptor => descriptor.Code).ToArray();
        Assert.Equal(codes.Distinct(), codes);
    }

    [Theory]
    [MemberData(nameof(Phases))]
    public void Codes_are_documented(string phase, int first, int last, DiagnosticDescriptor[] descriptors)
    {
        Assert.True(first < last, phase);
        Assert.All(descriptors, descriptor =>
        {
            Assert.DoesNotMatch(@"\.$", descriptor.Title);
            Assert.True(descriptor.Explanation.Length > 80, $"{descriptor.Code} says too little");
            Assert.EndsWith(".", descriptor.Explanation, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_descriptor_of_the_sources_is_listed()
    {
        var listed = Phases().SelectMany(row => row.Data.Item4).Select(descriptor => descriptor.Code).ToHashSet();
        var written = Repository.Sources().SelectMany(path => System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(path), @"new\(\s*""(XDS\d{4})"",").Select(match => match.Groups[1].Value)).ToHashSet();

        Assert.Superset(new HashSet<string>(["XDS1001", "XDS2101", "XDS9201"]), written);
        Assert.Subset(listed, written);
    }
}
