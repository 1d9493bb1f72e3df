using System.Runtime.CompilerServices;

namespace XmppDesiredState.Servers;

/// <summary>Programs from npm that outputs are held against, as <c>tests/Tools/package.json</c> pins them. <c>tests/run.sh</c> installs them.</summary>
public static class NodeTool
{
    /// <summary>The folder of <c>package.json</c>; scripts that use the packages stand in it.</summary>
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "Tools"));

    /// <summary>A file of an installed package: <c>azurite/dist/src/blob/main.js</c>.</summary>
    /// <exception cref="ServerException">It is not installed.</exception>
    public static string FileOf(string path)
    {
        var file = Path.Combine(Folder, "node_modules", path);
        return File.Exists(file) ? file : throw new ServerException($"{path} is not installed: run tests/run.sh, or npm ci in tests/Tools");
    }

    /// <summary>Runs a script of <see cref="Folder"/> with node.</summary>
    public static Task<ToolResult> RunAsync(string script, params string[] arguments) => RunAsync(script, null, arguments);

    /// <inheritdoc cref="RunAsync(string, string[])" />
    /// <param name="deadline">Longer than a program usually takes: for one that opens a browser.</param>
    public static Task<ToolResult> RunAsync(string script, TimeSpan? deadline, params string[] arguments) => Tool.RunAsync(["node", Path.Combine(Folder, script), .. arguments], Folder, deadline: deadline);

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
