using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>The deployments of a repository: for people, for programs, and as the matrix of a GitHub workflow.</summary>
internal static class DeploymentList
{
    // Enough to see why; the rest is in the JSON.
    private const int MostChanged = 3;

    public static string Render(OutputFormat format, ImmutableArray<ListedDeployment> listed, string nothing, Ink ink) => format switch
    {
        OutputFormat.Json => Json(listed),
        OutputFormat.GitHub => Matrix(listed),
        _ => listed.IsEmpty ? nothing + "\n" : Text(listed, ink),
    };

    private static string Text(ImmutableArray<ListedDeployment> listed, Ink ink)
    {
        var text = new StringBuilder();
        foreach (var deployment in listed)
        {
            var connections = deployment.Connections is { } file ? $" --connections {Quoted(file)}" : "";
            text.Append($"{ink.Bold(Printable.Short(deployment.Name))}\n    xmppstate plan{string.Concat(deployment.Files.Select(path => $" -f {Quoted(path)}"))}{connections}\n");
            if (!deployment.IsLoaded) text.Append("    cannot be loaded as it is: xmppstate validate with the same files says why\n");
            if (deployment.Changed.IsEmpty) continue;
            var more = deployment.Changed.Length > MostChanged ? $" and {deployment.Changed.Length - MostChanged} more" : "";
            text.Append(ink.Faint($"    changed: {string.Join(", ", deployment.Changed.Take(MostChanged).Select(path => Printable.Short(path, 200)))}{more}")).Append('\n');
        }

        return text.ToString();
    }

    private static string Json(ImmutableArray<ListedDeployment> listed) => JsonText.Document(json =>
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
            Write(json, "made_of", deployment.MadeOf);
            Write(json, "changed", deployment.Changed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    // On one line, as $GITHUB_OUTPUT takes it; any other key beside include would be an axis of the matrix.
    private static string Matrix(ImmutableArray<ListedDeployment> listed) => JsonText.Line(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("include");
        foreach (var deployment in listed)
        {
            json.WriteStartObject();
            json.WriteString("deployment", deployment.Name);
            json.WriteString("files", string.Join('\n', deployment.Files));
            json.WriteString("connections", deployment.Connections ?? "");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }) + "\n";

    private static void Write(Utf8JsonWriter json, string name, ImmutableArray<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    // For a POSIX shell and for PowerShell alike.
    private static string Quoted(string path) => path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_') ? path : $"'{Printable.Of(path).Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
