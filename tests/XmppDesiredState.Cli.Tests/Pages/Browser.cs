using System.Text.Json;
using XmppDesiredState.Cli.Rendering.Reports;
using XmppDesiredState.Servers;

namespace XmppDesiredState.Cli.Tests.Pages;

/// <summary>The sample pages in one Chromium, opened and used by <c>tests/Tools/page.mjs</c>. <c>PAGE_SCREENSHOTS=FOLDER</c> keeps them and pictures of them, for people.</summary>
public sealed class Browser : IAsyncLifetime
{
    public const int Many = 10_000;

    private static readonly string? Kept = Environment.GetEnvironmentVariable("PAGE_SCREENSHOTS") is { Length: > 0 } kept ? Directory.CreateDirectory(kept).FullName : null;

    private readonly string folder = Kept ?? Directory.CreateTempSubdirectory("xds-pages-").FullName;
    private JsonDocument? answer;

    public JsonElement Looks => answer!.RootElement.GetProperty("looks");

    public JsonElement Uses => answer!.RootElement.GetProperty("uses");

    public async ValueTask InitializeAsync()
    {
        var ask = Path.Combine(folder, "ask.json");
        await using (var stream = File.Create(ask))
        await using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("browser", Tool.Find("chromium"));
            if (Kept is not null) json.WriteString("screenshots", Kept);
            json.WriteStartArray("pages");
            foreach (var (name, report) in Samples.All)
            {
                json.WriteStartObject();
                json.WriteString("name", name);
                json.WriteString("file", Write(name, report));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("use", Write("plan", Samples.Plan));
            json.WriteString("print", Write("plan", Samples.Plan));
            json.WriteString("large", Write("large", Samples.Large(Many)));
            json.WriteStartObject("expect");
            json.WriteString("all", "8 of 8 shown");
            json.WriteString("typed", "1 of 8 shown");
            json.WriteString("unticked", "7 of 8 shown");
            json.WriteString("none", "0 of 8 shown");
            json.WriteString("largeText", "p0012 update");
            json.WriteString("large", $"5 of {Many} shown");
            json.WriteString("largeAll", $"{Many} of {Many} shown");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        var ran = (await NodeTool.RunAsync("page.mjs", TimeSpan.FromMinutes(5), ask)).Succeeded();
        answer = JsonDocument.Parse(ran.Output);
    }

    public ValueTask DisposeAsync()
    {
        answer?.Dispose();
        if (Kept is null) Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private string Write(string name, Report report)
    {
        var file = Path.Combine(folder, $"{name}.html");
        File.WriteAllText(file, HtmlPage.Render(report));
        return file;
    }
}
