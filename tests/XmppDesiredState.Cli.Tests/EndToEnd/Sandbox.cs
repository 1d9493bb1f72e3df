namespace XmppDesiredState.Cli.Tests.EndToEnd;

/// <summary>A folder of its own for one test, deleted behind it.</summary>
internal sealed class Sandbox : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("xmppstate-e2e-").FullName;

    public static Sandbox Empty() => new();

    public static Sandbox Of(string example)
    {
        var sandbox = new Sandbox();
        sandbox.Add(Path.Combine(Repository.Examples, example));
        return sandbox;
    }

    /// <summary>Another folder with the same content.</summary>
    public Sandbox Copy()
    {
        var copy = new Sandbox();
        copy.Add(Folder);
        return copy;
    }

    public string PathOf(string name) => Path.Combine(Folder, name);

    public bool Has(string name) => File.Exists(PathOf(name));

    public string Read(string name) => File.ReadAllText(PathOf(name));

    public void Write(string name, string content) => Write(name, System.Text.Encoding.UTF8.GetBytes(content));

    public void Write(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllBytes(PathOf(name), content);
    }

    /// <summary>Replaces what must stand there exactly once.</summary>
    public void Edit(string name, string from, string to)
    {
        var text = Read(name);
        Assert.Equal(2, text.Split(from).Length);
        Write(name, text.Replace(from, to, StringComparison.Ordinal));
    }

    public Task<ToolResult> RunAsync(params string[] args) => Tool.RunAsync(Folder, args);

    public Task<ToolResult> RunAsync(Action<IDictionary<string, string?>> environment, params string[] args) => Tool.RunAsync(Folder, args, environment);

    /// <summary>Every file with its bytes, by path with forward slashes; without the lock files, which stay and mean nothing.</summary>
    public SortedDictionary<string, string> Snapshot(string below = "")
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var folder = PathOf(below);
        if (!Directory.Exists(folder)) return files;
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(file) is "lock" or ".lock") continue;
            files[Path.GetRelativePath(Folder, file).Replace('\\', '/')] = Convert.ToBase64String(File.ReadAllBytes(file));
        }

        return files;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private void Add(string from)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var to = PathOf(Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }
}
