using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Providers.CommandIssuer;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.CommandIssuer;

public sealed class CommandIssuerCheckTests
{
    private static readonly SourceSpan Where = new("desired.yaml", 3, 1, 3, 9);

    [Theory]
    [InlineData("/state/{a}/out/{name}.crt", "/state/{a}")]
    [InlineData("/elsewhere/{commonName}.crt", "/state")]
    public void Options_Good_HaveNoFinding(string chain, string folder) =>
        Assert.Empty(Findings(["lego", "--csr", "{request}", "{names}", "{{x}}"], chain, "TOKEN", folder));

    [Theory]
    [InlineData("", "{name}", "TOKEN", "names no program")]
    [InlineData("{nme}", "{name}", "TOKEN", "An item of run of ca has the unknown placeholder {nme}; did you mean {name}?")]
    [InlineData("lego", "{names}.crt", "TOKEN", "chain of ca has the unknown placeholder {names}")]
    [InlineData("lego", "{name}.crt", "A=B", "'A=B'")]
    public void Options_Bad_AreFoundBeforeAnythingRuns(string program, string chain, string variable, string expected)
    {
        var finding = Assert.Single(Findings([program], "/state/" + chain, variable, "/state"));

        Assert.Equal("XDS9601", finding.Code);
        Assert.Contains(expected, finding.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Environment_ClearTextAndReference_AreBothRead()
    {
        var raw = new Value.Map(Value.Map.NoItems.Add("A", new Value.Text("text")).Add("B", new Value.Map(Value.Map.NoItems.Add("env", new Value.Text("TOKEN")))));

        Assert.True(CommandIssuerOptions.Environment.TryRead(raw, out var canonical, out _));
        Assert.IsType<Value.Secret>(Assert.IsType<Value.Map>(canonical).Items["B"]);
        Assert.True(CommandIssuerOptions.Environment.TryRead(canonical, out var again, out _));
        Assert.Equal(canonical, again);
        Assert.DoesNotContain("TOKEN", CommandIssuerOptions.Environment.Show(canonical), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("number")]
    [InlineData("map")]
    public void Environment_AnythingElse_IsAProblem(string shape)
    {
        Value raw = shape switch { "list" => new Value.List([]), "number" => new Value.Number(1), _ => new Value.Map(Value.Map.NoItems.Add("password", new Value.Text("x"))) };

        Assert.False(CommandIssuerOptions.Environment.TryRead(new Value.Map(Value.Map.NoItems.Add("A", raw)), out _, out var problem));
        Assert.Equal("A", Assert.Single(problem.Path));
    }

    private static Diagnostic[] Findings(string[] run, string chain, string variable, string folder)
    {
        var options = Value.Map.NoItems.Add("run", new Value.List([.. run.Select(word => new Value.Text(word))])).Add("chain", new Value.Text(chain))
            .Add("environment", new Value.Map(Value.Map.NoItems.Add(variable, new Value.Text("x"))));
        return [.. new CommandIssuerProviderFactory().Check(new ProviderDeclaration("ca", "command-issuer", options, folder, Where))];
    }
}
