using System.Diagnostics;

namespace XmppDesiredState.Certificates.Tests;

/// <summary>The judge of everything we write: openssl, in a folder of its own.</summary>
internal sealed class OpenSsl : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("xmppstate-openssl-");

    public string PathOf(string file) => Path.Combine(folder.FullName, file);

    public string Write(string file, string text)
    {
        File.WriteAllText(PathOf(file), text);
        return file;
    }

    public byte[] ReadBytes(string file) => File.ReadAllBytes(PathOf(file));

    public string Read(string file) => File.ReadAllText(PathOf(file));

    /// <summary>Output and error together; the exit code must be 0.</summary>
    public string Run(params string[] arguments)
    {
        var (exit, output) = Try(arguments);
        Assert.True(exit == 0, $"openssl {string.Join(' ', arguments)}: {exit}\n{output}");
        return output;
    }

    public (int Exit, string Output) Try(params string[] arguments)
    {
        var start = new ProcessStartInfo("openssl", arguments) { WorkingDirectory = folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
