using System.Collections.Immutable;
using System.Text;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Files;
using XmppDesiredState.Providers;

namespace XmppDesiredState.Cli;

/// <summary>Where the result goes: standard output and files, each in its format.</summary>
internal sealed class Outputs(CliEnvironment environment, ImmutableArray<OutputTarget> targets, bool colour)
{
    /// <summary>Exactly one target is standard output.</summary>
    public ImmutableArray<OutputTarget> Targets => targets;

    public OutputFormat StandardFormat => targets.First(target => target.File is null).Format;

    public Ink InkOf(OutputTarget target) => new(colour && target.File is null);

    /// <summary>Renders once per target. <paramref name="privately"/>: files only their owner may read.</summary>
    /// <exception cref="ProviderException">A file cannot be written.</exception>
    public void Write(Func<OutputTarget, string> render, bool privately = false)
    {
        foreach (var target in targets) Write(target, render(target), privately);
    }

    public void Write(OutputTarget target, string content, bool privately = false)
    {
        if (target.File is null) environment.Out.Write(content);
        else WriteFile(target.File, content, privately);
    }

    /// <summary>Before something is executed whose report could then not be kept.</summary>
    /// <exception cref="ProviderException">The folder of an output is not there.</exception>
    public void CheckFolders()
    {
        foreach (var file in targets.Select(target => target.File).OfType<string>())
        {
            if (Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file, environment.WorkingFolder)))) continue;
            throw new ProviderException(CommandLineDiagnostics.OutputUnwritable.At(null, $"The output {file.Replace('\\', '/')} cannot be written: its folder is not there.",
                "Name a file in a folder that exists and is writable."));
        }
    }

    /// <summary>Does nothing where it is there.</summary>
    /// <exception cref="ProviderException">It cannot be made.</exception>
    public void CreateFolder(string root, string shown)
    {
        try
        {
            Directory.CreateDirectory(root);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ProviderException(CommandLineDiagnostics.OutputUnwritable.At(null, $"The folder {shown.Replace('\\', '/')} cannot be made: {exception.Message}",
                "Name a folder that you may write to."), exception);
        }
    }

    public void WriteFile(string file, string content, bool privately = false)
    {
        try
        {
            AtomicFile.Write(Path.GetFullPath(file, environment.WorkingFolder), Encoding.UTF8.GetBytes(content), privately ? AtomicFile.Private : AtomicFile.Shared);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ProviderException(CommandLineDiagnostics.OutputUnwritable.At(null, $"The output {file.Replace('\\', '/')} cannot be written: {exception.Message}",
                "Name a file in a folder that exists and is writable."), exception);
        }
    }
}
