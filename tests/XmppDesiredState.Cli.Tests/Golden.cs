using System.Runtime.CompilerServices;

namespace XmppDesiredState.Cli.Tests;

/// <summary>Compares with a file beside the tests.</summary>
internal static class Golden
{
    public static void Matches(string name, string actual, [CallerFilePath] string here = "") =>
        FileMatches(Path.Combine(Path.GetDirectoryName(here)!, "Goldens", name), $"Goldens/{name}", actual);

    public static void FileMatches(string path, string name, string actual)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDENS") == "1")
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "CI never rewrites golden files.");
            File.WriteAllText(path, actual);
        }

        var expected = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (expected != actual)
            Assert.Fail($"{name} differs. If the new text is right: UPDATE_GOLDENS=1 dotnet run --project tests/XmppDesiredState.Cli.Tests\n--- expected\n{expected}\n--- actual\n{actual}");
    }
}
