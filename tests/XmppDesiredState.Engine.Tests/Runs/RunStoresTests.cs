using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Runs;

public sealed class RunStoresTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetTempPath(), "files"));
    private static readonly SourceSpan Where = new("main.yaml", 3, 1, 3, 9);

    [Fact]
    public void Declaration_Missing_GivesTheDefaultFolder() => Assert.EndsWith("files/.xmppstate", Create(null).Store?.Location, StringComparison.Ordinal);

    [Fact]
    public void Folder_WithARelativePath_StartsAtTheFiles() =>
        Assert.EndsWith("files/state", Create(Declare("folder", ("path", new Value.Text("state")))).Store?.Location, StringComparison.Ordinal);

    [Theory]
    [InlineData("blob", "path", "x", "XDS8005")]
    [InlineData("folder", "paht", "x", "XDS8006")]
    [InlineData("folder", "path", "", "XDS8006")]
    public void Declaration_Wrong_IsADiagnosticAtItsPlace(string type, string option, string text, string code)
    {
        var (store, diagnostics) = Create(Declare(type, (option, new Value.Text(text))));
        Assert.Null(store);
        Assert.Equal((code, Where), (Assert.Single(diagnostics).Code, diagnostics[0].Where));
    }

    [Fact]
    public void RunIds_OfLaterRuns_SortLater()
    {
        var now = new DateTimeOffset(2026, 11, 23, 14, 15, 0, TimeSpan.FromHours(1));
        var id = RunId.Create(now, "admin1", 42);
        Assert.Matches("^20261123T131500Z-[0-9a-f]{4}$", id);
        Assert.True(RunId.IsValid(id));
        Assert.True(string.CompareOrdinal(id, RunId.Create(now.AddSeconds(1), "admin1", 42)) < 0);
        Assert.NotEqual(id, RunId.Create(now, "admin1", 43));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("CON.jsonl")]
    public void RunId_NotOne_IsNotValid(string text) => Assert.False(RunId.IsValid(text));

    private static RunStoreDeclaration Declare(string type, params (string Name, Value Value)[] options) =>
        new(type, Value.Map.NoItems.AddRange(options.Select(option => KeyValuePair.Create(option.Name, option.Value))), Where);

    private static (IRunStore? Store, IReadOnlyList<Diagnostic> Diagnostics) Create(RunStoreDeclaration? declaration)
    {
        var (store, diagnostics) = RunStores.Create(declaration, Root, TimeProvider.System, place => throw new InvalidOperationException(place.Location));
        return (store, diagnostics);
    }
}
