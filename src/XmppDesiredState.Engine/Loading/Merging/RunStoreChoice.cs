using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Loading.Layout;
using XmppDesiredState.Engine.Loading.Layout.Types;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Engine.Loading.Merging;

/// <summary>Whose <c>runStore</c> counts where <c>--connections</c> is given: that of the connections file, or a folder of the files.</summary>
internal static class RunStoreChoice
{
    private const string Folder = "folder";

    /// <returns>The content of the files with the run store that counts.</returns>
    public static YamlMapping Of(YamlMapping files, YamlMapping connections, List<Diagnostic> findings)
    {
        var name = StateFileLayout.RunStore.Name;
        var (_, own) = files.Entries.FirstOrDefault(entry => entry.Key.Text == name);
        var reviewed = connections.Entries.FirstOrDefault(entry => entry.Key.Text == name);
        if (reviewed.Value is null)
        {
            if (own is not null && (own as YamlMapping)?[VariantType.Discriminator] is not YamlScalar { Text: Folder })
                findings.Add(LoadDiagnostics.StoreOfFiles.At(own.Span, "This run store is no folder, and --connections is given, whose file declares none.", "Move runStore to the connections file."));
            return files;
        }

        var others = SourceKeys.Only(files, key => key != name);
        return new YamlMapping(others.Entries.Add(reviewed), others.IsFlow, others.File, others.Line, others.Column, others.EndLine, others.EndColumn);
    }
}
