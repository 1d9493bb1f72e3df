using System.Runtime.CompilerServices;

namespace XmppDesiredState.Cli.Tests.EndToEnd;

/// <summary>Where this checkout and the program under test are.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Examples { get; } = Path.Combine(Root, "examples");

    public static string Schemas { get; } = Path.Combine(Root, "schemas");

    /// <summary>On Linux on x64 the native file that <c>src/publish.sh</c> makes; elsewhere the program as built before these tests, in its own folder: what is copied beside the tests is short of what their frameworks bring.</summary>
    public static string Program => OperatingSystem.IsLinux() && RuntimeFeature.IsDynamicCodeSupported && System.Runtime.InteropServices.RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.X64
        ? Native
        : Path.Combine(Root, "src", "XmppDesiredState.Cli", Path.GetRelativePath(Path.Combine(Root, "tests", "XmppDesiredState.Cli.Tests"), AppContext.BaseDirectory), OperatingSystem.IsWindows() ? "xmppstate.exe" : "xmppstate");

    private static string Native
    {
        get
        {
            var path = Path.Combine(Root, "artifacts", "linux-x64", "xmppstate");
            Assert.True(File.Exists(path), "artifacts/linux-x64/xmppstate is missing. Build it: bash src/publish.sh linux-x64");
            return path;
        }
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "XmppDesiredState.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
