using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Engine.Loading.Deployments;

/// <summary>The deployments below a folder, by name, and what is wrong with their layout.</summary>
public sealed record FoundDeployments(ImmutableArray<Deployment> Deployments, ImmutableArray<Diagnostic> Diagnostics);
