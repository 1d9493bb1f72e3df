using XmppDesiredState.Diagnostics;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Engine.Loading.Files;

/// <summary><c>apiVersion</c> and <c>kind</c>: whether a file is ours, and what it is.</summary>
internal static class FileHeader
{
    public const string ApiVersion = "xmppstate/v1";

    /// <summary>Null when the file is not taken; a finding says why.</summary>
    public static FileKind? Read(YamlMapping root, string name, WantedFile wanted, List<Diagnostic> findings)
    {
        if (!ClaimsToBeOurs(root))
        {
            findings.Add(wanted.By == WantedBy.Folder ? Skip(name) : NotOurs(name));
            return null;
        }

        var version = (YamlScalar)root["apiVersion"]!;
        if (version.Text != ApiVersion)
        {
            findings.Add(LoadDiagnostics.NotOurs.At(version.Span, $"This program reads apiVersion {ApiVersion} and not '{version.Text}'.", $"Write apiVersion: {ApiVersion}, or use a newer program."));
            return null;
        }

        var kind = Kind(root, findings);
        var isUsable = (kind, wanted.By) switch
        {
            (null, _) or (FileKind.Federation, _) or (_, WantedBy.CommandLine) or (FileKind.Connections, WantedBy.Include or WantedBy.Connections) => true,
            _ => false,
        };
        if (isUsable) return kind;
        var word = kind == FileKind.Overlay ? "overlay" : "connections";
        findings.Add(wanted.By == WantedBy.Folder
            ? LoadDiagnostics.Skipped.At(null, $"{name} is of kind {word} and was skipped.", $"Name it with -f{(kind == FileKind.Connections ? " or --connections" : "")} to use it.")
            : LoadDiagnostics.WrongKind.At(root["kind"]!.Span, $"A file of kind {word} cannot stand here.", wanted.By == WantedBy.Include ? "Name it with -f." : "Name a file of kind connections or federation."));
        return null;
    }

    public static Diagnostic Skip(string name) =>
        LoadDiagnostics.Skipped.At(null, $"{name} has no apiVersion of ours and was skipped.", $"Add apiVersion: {ApiVersion} if it is a state file.");

    public static Diagnostic NotOurs(string name) =>
        LoadDiagnostics.NotOurs.At(new SourceSpan(name, 1, 1, 1, 1), $"{name} has no apiVersion of ours.", $"Begin it with apiVersion: {ApiVersion}.");

    private static bool ClaimsToBeOurs(YamlMapping root) =>
        root["apiVersion"] is YamlScalar version && version.Text.StartsWith("xmppstate/", StringComparison.Ordinal);

    private static FileKind? Kind(YamlMapping root, List<Diagnostic> findings)
    {
        if (root["kind"] is not { } node) return FileKind.Federation;
        FileKind? kind = (node as YamlScalar)?.Text switch
        {
            "federation" => FileKind.Federation,
            "overlay" => FileKind.Overlay,
            "connections" => FileKind.Connections,
            _ => null,
        };
        if (kind is null) findings.Add(LoadDiagnostics.WrongKind.At(node.Span, "kind is none of federation, overlay and connections.", "Leave it out for an ordinary state file."));
        return kind;
    }
}
