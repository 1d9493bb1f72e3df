using System.Text.Json.Nodes;

namespace XmppDesiredState.Cli.Tests.EndToEnd.GitOps;

/// <summary>What the steps of one job see.</summary>
/// <param name="Workspace">Absolute.</param>
/// <param name="Permissions">As gh reads them: <c>contents:read issues:write</c>.</param>
internal sealed record JobContext(int Run, Happening Happening, string Workspace, string Permissions, JsonObject Contexts)
{
    /// <summary>Everything that was printed.</summary>
    public System.Text.StringBuilder Log { get; } = new();
}
