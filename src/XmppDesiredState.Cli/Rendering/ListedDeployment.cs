using System.Collections.Immutable;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>A deployment as it is listed: paths relative to the working folder below it, with forward slashes.</summary>
/// <param name="Files">What <c>-f</c> takes, in this order.</param>
/// <param name="Connections">What <c>--connections</c> takes; null where nothing is found.</param>
/// <param name="MadeOf">Every file and folder it is made of.</param>
/// <param name="Changed">Those of the changed files that count for it; empty where nobody asked.</param>
internal sealed record ListedDeployment(string Name, ImmutableArray<string> Files, string? Connections, bool IsLoaded, ImmutableArray<string> MadeOf, ImmutableArray<string> Changed);
