using System.Collections.Immutable;
using XmppDesiredState.Engine.Loading.Files;

namespace XmppDesiredState.Engine.Loading.Deployments;

/// <summary>
/// Which deployments a changed file may change. On the safe side: one plan too many costs a minute, one too few is a change that nobody saw.
/// </summary>
/// <param name="folder">Absolute: where the deployments were searched.</param>
public sealed class ChangeScope(string folder, ImmutableArray<Deployment> deployments)
{
    private readonly ILookup<string, Deployment> homes = deployments.SelectMany(deployment => deployment.Homes.Distinct().Select(home => (home, deployment)))
        .ToLookup(pair => pair.home, pair => pair.deployment, StringComparer.Ordinal);

    /// <param name="path">Absolute, of a file that was added, changed or deleted.</param>
    public ImmutableArray<Deployment> Of(string path)
    {
        var known = deployments.Where(deployment => path == deployment.Overlay || path == deployment.Connections || deployment.MadeOf.Any(part => IsPart(path, part))).ToList();
        if (known.Count == 0 && !IsSearched(path)) return [];
        if (known.Count == 0) known = [.. Near(path)];
        // Of a deployment that cannot be loaded nobody knows what it is made of.
        return [.. deployments.Where(deployment => !deployment.IsLoaded || known.Contains(deployment))];
    }

    private bool IsSearched(string path) =>
        RealPath.IsInside(path, folder) && Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar).SkipLast(1).All(StateFileScan.IsSearched);

    private IEnumerable<Deployment> Near(string path)
    {
        for (var above = Path.GetDirectoryName(path); above is not null && RealPath.IsInside(above, folder); above = Path.GetDirectoryName(above))
        {
            if (homes[above] is var near && near.Any()) return near;
        }

        // Connections and variables may stand anywhere, and only the command line says for whom.
        return IncludePattern.IsYaml(path) ? deployments : [];
    }

    // A submodule changes as one path, and a value may name a folder.
    private static bool IsPart(string changed, string part) => changed == part || IsBelow(changed, part) || IsBelow(part, changed);

    private static bool IsBelow(string path, string folder) =>
        path.Length > folder.Length && path.StartsWith(folder, StringComparison.Ordinal) && (path[folder.Length] == Path.DirectorySeparatorChar || Path.EndsInDirectorySeparator(folder));
}
