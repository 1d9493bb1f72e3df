using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>The deployments of a repository, for people and for the matrix of a workflow.</summary>
/// <param name="listsFiles">Also what each is made of; a matrix holds at most a megabyte.</param>
internal sealed class DeploymentList(ImmutableArray<ListedDeployment> listed, bool listsFiles)
{
    // Enough to see why; the rest is in the JSON.
    private const int MostChanged = 3;

    /// <param name="nothing">What to say to people when there is none.</param>
    public string Render(OutputFormat format, string nothing, Ink ink) => format == OutputFormat.Json ? Json() : listed.IsEmpty ? nothing + "\n" : Text(ink);

    private string Text(Ink ink)
    {
        var text = new StringBuilder();
        foreach (var deployment in listed)
        {
            var connections = deployment.Connections is { } file ? $" --connections {Quoted(file)}" : "";
            text.Append($"{ink.Bold(Printable.Short(deployment.Name))}\n    xmppstate plan{string.Concat(deployment.Files.Select(path => $" -f {Quoted(path)}"))}{connections}\n");
            if (!deployment.IsLoaded) text.Append("    cannot be loaded as it is: xmppstate validate with the same files says why\n");
            if (listsFiles) text.Append(string.Concat(deployment.MadeOf.Select(path => $"      {Printable.Of(path)}\n")));
            if (deployment.Changed.IsEmpty) continue;
            var more = deployment.Changed.Length > MostChanged ? $" and {deployment.Changed.Length - MostChanged} more" : "";
            text.Append(ink.Faint($"    changed: {string.Join(", ", deployment.Changed.Take(MostChanged).Select(path => Printable.Short(path, 200)))}{more}")).Append('\n');
        }

        return text.ToString();
    }

    private string Json() => JsonText.Document(json =>
    {
        json.WriteStartObject();
        json.WriteString("format_version", "1.0");
        json.WriteStartArray("deployments");
        foreach (var deployment in listed)
        {
            json.WriteStartObject();
            json.WriteString("name", deployment.Name);
            Write(json, "files", deployment.Files);
            json.WriteString("connections", deployment.Connections);
            json.WriteBoolean("loaded", deployment.IsLoaded);
            if (listsFiles)
            {
                Write(json, "made_of", deployment.MadeOf);
                Write(json, "changed", deployment.Changed);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, string name, ImmutableArray<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    // For a POSIX shell and for PowerShell alike.
    private static string Quoted(string path) => path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_') ? path : $"'{Printable.Of(path).Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
