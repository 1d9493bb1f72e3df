using XmppDesiredState.Engine.Loading.Files;
using XmppDesiredState.Engine.Loading.Layout;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Loading.Binding;

/// <summary>The first level of each file by itself: what a kind of file does not have is an error, even where joining would lose it.</summary>
internal sealed class HeaderCheck(StateFileLayout layout, ValueReader reader)
{
    public void Check(SourceFile file)
    {
        var type = layout.Of(file.Kind);
        var known = type.Fields.Select(field => field.Name).ToList();
        foreach (var (key, _) in file.Root.Entries)
        {
            if (known.Contains(key.Text, StringComparer.Ordinal)) continue;
            var hint = Other(key.Text) ?? Suggestion.For(key.Text, known) + "Known keys: " + string.Join(", ", known) + ".";
            reader.Report(LoadDiagnostics.UnknownKey.At(key.Span, $"'{key.Text}' is not a key of {type.Description}.", hint));
        }

        CheckTexts(file, StateFileLayout.Include);
        CheckTexts(file, StateFileLayout.Remove);
    }

    private static string? Other(string key) => key switch
    {
        "remove" => "Only an overlay (kind: overlay) has it; in a state file leave the entry out.",
        "include" => "Only a state file (kind: federation) has it; name further files with -f.",
        _ => null,
    };

    // Joining and overlays use these two before anything else is read, and pass over what they cannot use.
    private void CheckTexts(SourceFile file, Field field)
    {
        if (file.Root[field.Name] is { } node) _ = reader.Read(node, field.UntypedType, field.Name);
    }
}
