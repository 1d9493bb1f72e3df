using System.Text;
using CsCheck;
using NJsonSchema;

namespace XmppDesiredState.Engine.PlanFiles;

public sealed class PlanSchemaTests
{
    private static readonly string Text = Encoding.UTF8.GetString(PlanSchema.Create().Span);

    [Fact]
    public async Task Plans_AsWritten_AreValid()
    {
        var schema = await JsonSchema.FromJsonAsync(Text, TestContext.Current.CancellationToken);
        Generators.Plan.Sample(plan => Assert.Empty(schema.Validate(Samples.Json(plan))), iter: 60);
    }

    [Theory]
    [InlineData("\"name\": \"contoso\"", "\"name\": \"contoso\", \"extra\": 1")]
    [InlineData("\"keepAlive\": false", "\"keepAwake\": false")]
    [InlineData("\"keepAlive\": false", "\"keepAlive\": \"no\"")]
    [InlineData("\"action\": \"update\"", "\"action\": \"upgrade\"")]
    [InlineData("\"complete\": true,", "")]
    public async Task Plan_WithSomethingElse_IsNotValid(string from, string to)
    {
        var schema = await JsonSchema.FromJsonAsync(Text, TestContext.Current.CancellationToken);
        var json = Samples.Json(Samples.Plan);
        Assert.Empty(schema.Validate(json));
        Assert.NotEmpty(schema.Validate(json.Replace(from, to, StringComparison.Ordinal)));
    }

    [Fact]
    public void File_InTheRepository_IsWhatTheKindsDeclare()
    {
        var path = Path.Combine(Root(), "schemas", "plan.schema.json");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDENS") == "1")
        {
            Assert.True(Environment.GetEnvironmentVariable("CI") != "true", "Golden files are not rewritten where CI=true.");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, Text);
        }

        Assert.True(File.Exists(path) && File.ReadAllText(path) == Text,
            "schemas/plan.schema.json is not what the kinds declare. To update it: UPDATE_GOLDENS=1 dotnet run --project tests/XmppDesiredState.Engine.Tests -- -class '*PlanSchemaTests'");
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "XmppDesiredState.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
