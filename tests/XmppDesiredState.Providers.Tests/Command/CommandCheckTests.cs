using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Providers.Command;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.Command;

public sealed class CommandCheckTests
{
    private static readonly SourceSpan Where = new("desired.yaml", 3, 1, 3, 9);
    private readonly CommandProviderFactory factory = new();

    [Theory]
    [InlineData("restart", "systemctl", "restart", "{service}", "{member}", "{{literal}}")]
    public void Options_Good_HaveNoFinding(string key, params string[] words) => Assert.Empty(factory.Check(Declaration(key, words)));

    [Theory]
    [InlineData("status", "neither for reload nor for restart", "status-program")]
    [InlineData("restart", "unknown placeholder {membre}; did you mean {member}?", "ssh", "{membre}")]
    [InlineData("restart", "single brace", "sh", "-c", "{{ echo; }")]
    [InlineData("restart", "unknown placeholder { echo; }", "sh", "-c", "{ echo; }")]
    [InlineData("restart", "begins with an empty text", "")]
    public void Options_Bad_AreFoundBeforeAnythingRuns(string key, string expected, params string[] words)
    {
        var finding = factory.Check(Declaration(key, words)).First();

        Assert.Equal("XDS9701", finding.Code);
        Assert.Contains(expected, finding.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Service_NotInServices_NamesTheOption()
    {
        var finding = Assert.Single(Findings(Declaration("restart", "true"), "acces", health: null));

        Assert.Equal(("XDS9702", "service/acces@ops"), (finding.Code, finding.Address));
        Assert.Contains("providers.ops.services", finding.Summary, StringComparison.Ordinal);
        Assert.Contains("'access'", finding.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("within", true)]
    [InlineData("provider", false)]
    public void Service_WithoutStatus_NeedsAHealthProvider(string? health, bool isFound)
    {
        var findings = Findings(Declaration("restart", "true"), "access", health).ToArray();

        Assert.Equal(isFound ? ["XDS9703"] : [], findings.Select(finding => finding.Code));
        Assert.All(findings, finding => Assert.True(finding.Fix.Contains("status", StringComparison.Ordinal) && finding.Fix.Contains("health", StringComparison.Ordinal)));
    }

    private static ProviderDeclaration Declaration(string key, params string[] words)
    {
        var services = new Value.Map(Value.Map.NoItems.Add("access", new Value.Map(Value.Map.NoItems.Add(key, CommandBench.List(words)))));
        return new ProviderDeclaration("ops", "command", Value.Map.NoItems.Add("services", services), "/folder", Where);
    }

    private IEnumerable<Diagnostic> Findings(ProviderDeclaration declaration, string name, string? health)
    {
        var resource = new Resource(new ResourceId(Service.Kind, name)).With(Service.Members, ["edge1"]);
        if (health is not null) resource = resource.With(Service.Health.Name, new Value.Map(Value.Map.NoItems.Add(health, new Value.Text("wire"))));
        return factory.Check(new Declared(resource, "ops", Where), new DesiredState { Providers = new DesiredState().Providers.Add("ops", declaration) });
    }
}
