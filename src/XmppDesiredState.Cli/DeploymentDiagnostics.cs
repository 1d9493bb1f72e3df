using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Cli;

/// <summary>What can be wrong with the deployments of a repository and with what git says of them.</summary>
internal static class DeploymentDiagnostics
{
    public static readonly DiagnosticDescriptor NoDeployment = new("XDS7040", Severity.Error, "No state files below the folder",
        "deployments looks for files with an apiVersion of ours in the folder and below, but not in folders whose name begins with a dot and not in node_modules. An empty list would let a pipeline pass that plans nothing, so it is an error.");

    public static readonly DiagnosticDescriptor SameName = new("XDS7041", Severity.Error, "Two deployments have one name",
        "The name of a deployment tells apart comments, issues, artifacts and run records. State files without name are all called default. Give each its own: name: contoso-test.");

    public static readonly DiagnosticDescriptor GitFailed = new("XDS7042", Severity.Error, "Git cannot say what changed",
        "deployments --changed-since asks git, found on the PATH, for the files that changed since the merge base of a commit and HEAD. The folder must lie in a working copy that this user owns. Without --changed-since all deployments are listed and git is not asked.");

    public static readonly DiagnosticDescriptor UnknownCommit = new("XDS7043", Severity.Error, "The commit is not in this clone",
        "--changed-since takes a branch, tag or commit that this clone has. CI systems fetch a single commit unless told otherwise: with actions/checkout set fetch-depth: 0. The zeros that GitHub gives for the first push of a branch name no commit: leave --changed-since out then.");

    public static readonly DiagnosticDescriptor NoMergeBase = new("XDS7044", Severity.Error, "The clone does not reach back to the merge base",
        "What changed is counted from the last commit that the named one and HEAD have in common. A shallow clone may hold both and not that one. Fetch the history: with actions/checkout set fetch-depth: 0; elsewhere git fetch --unshallow.");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [NoDeployment, SameName, GitFailed, UnknownCommit, NoMergeBase];
}
