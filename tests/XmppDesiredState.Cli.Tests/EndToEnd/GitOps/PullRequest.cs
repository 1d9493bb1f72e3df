namespace XmppDesiredState.Cli.Tests.EndToEnd.GitOps;

/// <param name="HeadRepository">Where its branch is.</param>
internal sealed record PullRequest(int Number, string Title, string Branch, string HeadRepository)
{
    /// <summary>What it started last.</summary>
    public Happening Happening { get; init; } = new("", "", "", "");
}
