using System.IO.Compression;
using System.Runtime.Loader;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace XmppDesiredState.Cli.Tests.EndToEnd;

/// <summary>What a release consists of, as far as one machine can make it: the native files of other systems are missing.</summary>
public sealed partial class ReleaseSpecs(ReleaseScene scene) : IClassFixture<ReleaseScene>
{
    private static string Version => VersionElement().Match(File.ReadAllText(Path.Combine(Repository.Root, "Directory.Build.props"))).Groups[1].Value;

    [Fact]
    public async Task I_can_install_the_tool_package_without_a_network_and_work_with_it()
    {
        using var sandbox = Sandbox.Of("quickstart");
        sandbox.Write("nuget/NuGet.config", $"<configuration><packageSources><clear /><add key=\"release\" value=\"{scene.Folder}\" /></packageSources></configuration>");
        using var install = Tool.Start("dotnet", sandbox.Folder, ["tool", "install", "xmppstate", "--version", Version, "--tool-path", "tool", "--configfile", "nuget/NuGet.config"],
            environment => environment["NUGET_PACKAGES"] = sandbox.PathOf("nuget/packages"));
        (await install.EndAsync()).Ended(0);

        var tool = sandbox.PathOf(OperatingSystem.IsWindows() ? "tool/xmppstate.exe" : "tool/xmppstate");
        Assert.Equal($"{Version}\n", (await Tool.RunOtherAsync(tool, sandbox.Folder, "--version")).Ended(0).Out);
        (await Tool.RunOtherAsync(tool, sandbox.Folder, "validate")).Ended(0).Says("The files are valid");
        (await Tool.RunOtherAsync(tool, sandbox.Folder, "plan")).Ended(0).Says("Plan: 6 to add, 2 to change, 0 to destroy.");
        Assert.Contains("complete", (await Tool.RunOtherAsync(tool, sandbox.Folder, "completion", "bash")).Ended(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_tool_package_holds_the_program_its_readme_and_no_symbols_of_others()
    {
        using var package = ZipFile.OpenRead(Path.Combine(scene.Folder, $"xmppstate.{Version}.nupkg"));
        var names = package.Entries.Select(entry => entry.FullName).ToList();

        Assert.Contains("README.md", names);
        Assert.Contains("tools/net10.0/any/xmppstate.dll", names);
        Assert.DoesNotContain(names, name => name.EndsWith(".xml", StringComparison.Ordinal) && name.StartsWith("tools/net10.0/any/XmppDesiredState.", StringComparison.Ordinal));
        using var stream = package.GetEntry("xmppstate.nuspec")!.Open();
        var metadata = XDocument.Load(stream).Root!.Elements().Single().Elements().ToDictionary(element => element.Name.LocalName, element => element.Value);
        Assert.Equal(("xmppstate", Version), (metadata["id"], metadata["version"]));
    }

    [Fact]
    public async Task The_checksums_hold_and_miss_nothing()
    {
        (await Tool.RunOtherAsync("sha256sum", scene.Folder, "--check", "--strict", "SHA256SUMS")).Ended(0);

        var listed = (await File.ReadAllLinesAsync(Path.Combine(scene.Folder, "SHA256SUMS"), TestContext.Current.CancellationToken)).Select(line => line.Split("  ")[1]);
        Assert.Equal(Directory.GetFiles(scene.Folder).Select(Path.GetFileName).Where(name => name != "SHA256SUMS").Order(StringComparer.Ordinal), listed);
    }

    [Fact]
    public async Task The_bill_of_materials_is_one_of_CycloneDX_and_lists_every_package_that_is_delivered()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(scene.Folder, "xmppstate.cdx.json"), TestContext.Current.CancellationToken);
        Assert.Equal("", Problems(text));
        Assert.NotEqual("", Problems(text.Replace("\"CycloneDX\"", "\"something else\"", StringComparison.Ordinal)));

        using var json = JsonDocument.Parse(text);
        var own = json.RootElement.GetProperty("metadata").GetProperty("component");
        Assert.Equal(("xmppstate", Version), (own.GetProperty("name").GetString(), own.GetProperty("version").GetString()));
        var listed = json.RootElement.GetProperty("components").EnumerateArray().Where(component => component.GetProperty("scope").GetString() == "required")
            .ToDictionary(component => component.GetProperty("name").GetString()!, component => component.GetProperty("version").GetString());
        Assert.Equal(Delivered(), listed.Select(component => $"{component.Key}/{component.Value}").Order(StringComparer.OrdinalIgnoreCase));
        Assert.All(["YamlDotNet", "System.CommandLine", "BouncyCastle.Cryptography", "SSH.NET"], name => Assert.Contains(name, listed.Keys));
    }

    [Fact]
    public async Task A_tag_that_is_not_the_version_is_refused()
    {
        (await ReleaseScene.RunAsync("check", $"v{Version}")).Ended(0);
        (await ReleaseScene.RunAsync("check", Version)).Ended(1).Says($"it must be v{Version}");
        (await ReleaseScene.RunAsync("check", "v99.0.0")).Ended(1);
        (await ReleaseScene.RunAsync("check")).Ended(1);
        (await ReleaseScene.RunAsync("everything")).Ended(1).Says("which part?");
    }

    [Fact]
    public async Task An_empty_release_has_no_checksums()
    {
        using var sandbox = Sandbox.Empty();

        (await ReleaseScene.RunAsync("checksums", sandbox.Folder)).Ended(1).Says("nothing to release");
    }

    // What the installed tool loads at run time, from its own list.
    private IEnumerable<string> Delivered()
    {
        using var package = ZipFile.OpenRead(Path.Combine(scene.Folder, $"xmppstate.{Version}.nupkg"));
        using var stream = package.GetEntry("tools/net10.0/any/xmppstate.deps.json")!.Open();
        using var json = JsonDocument.Parse(stream);
        return [.. json.RootElement.GetProperty("libraries").EnumerateObject().Where(library => library.Value.GetProperty("type").GetString() == "package").Select(library => library.Name).Order(StringComparer.OrdinalIgnoreCase)];
    }

    // The schemas and their reader come with the program that writes it.
    private static string Problems(string text)
    {
        var core = Directory.GetFiles(Path.Combine(Repository.Root, "artifacts", "tools"), "CycloneDX.Core.dll", SearchOption.AllDirectories).Single(path => path.Contains("net10.0", StringComparison.Ordinal));
        var context = new AssemblyLoadContext("CycloneDX");
        context.Resolving += (own, name) => Path.Combine(Path.GetDirectoryName(core)!, $"{name.Name}.dll") is var path && File.Exists(path) ? own.LoadFromAssemblyPath(path) : null;
        var assembly = context.LoadFromAssemblyPath(core);
        var version = Enum.Parse(assembly.GetType("CycloneDX.SpecificationVersion", throwOnError: true)!, "v1_6");
        var validate = assembly.GetType("CycloneDX.Json.Validator", throwOnError: true)!.GetMethod("Validate", [typeof(string), version.GetType()])!;
        dynamic result = validate.Invoke(null, [text, version])!;
        return (bool)result.Valid ? "" : string.Join('\n', (IEnumerable<string>)result.Messages);
    }

    [GeneratedRegex("<Version>(.*)</Version>")]
    private static partial Regex VersionElement();
}
