using System.Text.Json.Nodes;

namespace XmppDesiredState.Cli.Tests.EndToEnd.GitOps;

/// <summary>What GitHub starts workflows for.</summary>
/// <param name="Event">Such as <c>pull_request</c>.</param>
/// <param name="Sha">What is checked out.</param>
/// <param name="HeadSha">What runs are listed under; of a pull request its own last commit.</param>
internal sealed record Happening(string Event, string Sha, string Ref, string HeadSha)
{
    /// <summary><c>github.event</c> without the repository.</summary>
    public JsonObject Payload { get; init; } = [];

    /// <summary>Given by whoever starts it by hand.</summary>
    public JsonObject Inputs { get; init; } = [];

    public string HeadRef { get; init; } = "";

    /// <summary>Where the change comes from.</summary>
    public string HeadRepository { get; init; } = GitHubStandIn.Repository;

    public bool IsFork => HeadRepository != GitHubStandIn.Repository;
}
