namespace XmppDesiredState.Cli.Tests.EndToEnd;

/// <summary>The schemas in the repository are those that the program prints, byte for byte.</summary>
public sealed class SchemaSyncTests
{
    [Theory]
    [InlineData("federation")]
    [InlineData("plan")]
    [InlineData("drift")]
    [InlineData("verify")]
    public async Task Schema_InTheRepository_IsWhatTheProgramPrints(string name)
    {
        var path = Path.Combine(Repository.Schemas, $"{name}.schema.json");
        var printed = (await Tool.RunAsync(Repository.Root, ["schema", name])).Ended(0).Out;
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDENS") == "1")
        {
            Assert.True(Environment.GetEnvironmentVariable("CI") != "true", "Golden files are not rewritten where CI=true.");
            await File.WriteAllTextAsync(path, printed, TestContext.Current.CancellationToken);
        }

        Assert.True(File.Exists(path) && await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken) == printed,
            $"schemas/{name}.schema.json is not what xmppstate schema {name} prints. To update it: UPDATE_GOLDENS=1 bash tests/run.sh Cli");
    }
}
