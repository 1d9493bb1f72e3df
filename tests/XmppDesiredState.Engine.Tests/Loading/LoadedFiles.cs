using System.Globalization;
using XmppDesiredState.Engine.Loading;

namespace XmppDesiredState.Engine.Tests.Loading;

/// <summary>Files in a folder of their own, removed afterwards.</summary>
internal sealed class LoadedFiles : IDisposable
{
    private static int count;

    public LoadedFiles(params (string Path, string Text)[] files)
    {
        Folder = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"xds-loading-{Environment.ProcessId}-{Interlocked.Increment(ref count)}"));
        Directory.CreateDirectory(Folder);
        foreach (var (path, text) in files) Write(path, text);
    }

    public string Folder { get; }

    public static LoadResult Load(string text)
    {
        using var files = new LoadedFiles(("desired.yaml", text));
        return files.Load();
    }

    /// <summary>Loads a document whose first lines are the header and two providers.</summary>
    public static LoadResult LoadBody(string body) => Load(WithHeader(body));

    public static string WithHeader(string body) =>
        "apiVersion: xmppstate/v1\nproviders: { lync: { type: fake }, dns: { type: fakedns, server: a } }\n" + body;

    public void Write(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text));

    public void Write(string path, byte[] bytes)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, bytes);
    }

    public LoadResult Load(params string[] paths) => Load(new LoadRequest { WorkingFolder = Folder, Paths = [.. paths] });

    public LoadResult Load(LoadRequest request) => new Loader(TestProviderFactory.Two).Load(request);

    public LoadRequest Request(params string[] paths) => new() { WorkingFolder = Folder, Paths = [.. paths], HomeFolder = Path.Combine(Folder, "home") };

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
