using System.Collections.Immutable;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Providers;

namespace XmppDesiredState.Cli.Commands;

/// <summary>Several files into one folder: all of them, or none where one is there already.</summary>
internal static class NewFiles
{
    /// <param name="folder">As the user named it.</param>
    /// <exception cref="ProviderException">One is there, or cannot be written.</exception>
    public static void Write(Session session, string folder, ImmutableArray<(string Name, string Text)> files, bool isForced, string cure)
    {
        var root = Path.GetFullPath(folder, session.Environment.WorkingFolder);
        var present = files.Select(file => file.Name).Where(name => Path.Exists(Path.Combine(root, name))).ToList();
        if (present.Count > 0 && !isForced)
            throw new ProviderException(CommandLineDiagnostics.WouldOverwrite.At(null, $"There already: {string.Join(", ", present)}. Nothing was written.", cure));
        foreach (var (name, text) in files)
        {
            session.Outputs.CreateFolder(Path.GetDirectoryName(Path.Combine(root, name))!, folder);
            session.Outputs.WriteFile(Path.Combine(root, name), text);
            session.Environment.Out.WriteLine($"wrote {Printable.Of(Path.Combine(folder, name).Replace('\\', '/'))}");
        }
    }
}
