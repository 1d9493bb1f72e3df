namespace XmppDesiredState.Conventions.Tests;

/// <summary>Every provider folder has the same inner shape, so that who knows one knows all.</summary>
public sealed class ProviderShapeTests
{
    public static TheoryData<string> Folders() => [.. Directory.GetDirectories(Path.Combine(Repository.Root, "src"), "XmppDesiredState.Providers*")
        .SelectMany(Directory.GetDirectories).Where(folder => Path.GetFileName(folder) is not ("bin" or "obj")).Select(folder => Repository.Relative(folder))];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_provider_folder_holds_factory_provider_client_mapper_and_readme(string folder)
    {
        var name = Path.GetFileName(folder);
        var files = Directory.GetFiles(Path.Combine(Repository.Root, folder)).Select(Path.GetFileName).ToArray();

        Assert.All([$"{name}ProviderFactory.cs", $"{name}Provider.cs", $"{name}Client.cs", $"{name}Mapper.cs", "README.md"], file => Assert.Contains(file, files));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Only_the_factory_is_public(string folder)
    {
        var exposed = Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith("ProviderFactory.cs", StringComparison.Ordinal))
            .Where(path => File.ReadLines(path).Any(line => line.StartsWith("public ", StringComparison.Ordinal)));

        Assert.Empty(exposed.Select(Repository.Relative));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_provider_knows_no_other(string folder)
    {
        var others = Folders().Select(row => row.Data).Where(other => other != folder).Select(other => other["src/".Length..].Replace('/', '.'));
        var uses = Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories).SelectMany(File.ReadLines).ToArray();

        Assert.All(others, other => Assert.DoesNotContain(uses, line => line.StartsWith($"using {other}", StringComparison.Ordinal)));
    }
}
