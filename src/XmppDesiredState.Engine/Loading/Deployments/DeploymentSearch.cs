using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Loading.Files;

namespace XmppDesiredState.Engine.Loading.Deployments;

/// <summary>
/// The deployments of a repository, by where its files stand. State files of one folder belong together, as <c>-f FOLDER</c> loads them.
/// An overlay changes those of its own folder, or else of the nearest folder above that has some; each overlay is a deployment, and
/// state files that have overlays are deployed through them alone.
/// </summary>
/// <param name="load">Offline and inert: see <see cref="Loader"/>.</param>
public sealed class DeploymentSearch(Func<LoadRequest, LoadResult> load)
{
    /// <param name="folder">Absolute.</param>
    /// <param name="request">What else to load with; its paths and connections are replaced.</param>
    public FoundDeployments Find(string folder, LoadRequest request)
    {
        var findings = new List<Diagnostic>();
        var root = Path.TrimEndingDirectorySeparator(folder);
        var files = new StateFileScan(request.WorkingFolder, findings).Scan(root);
        var bases = Bases(files);
        var overlays = files.Where(file => file.Kind == FileKind.Overlay).ToLookup(file => BaseOf(file, root, bases), StringComparer.Ordinal);
        foreach (var alone in overlays[null])
        {
            var place = new SourceSpan(ShownPath.Of(alone.FullPath, request.WorkingFolder), 1, 1, 1, 1);
            findings.Add(LoadDiagnostics.OverlayOfNothing.At(place, "The overlay stands in no folder with state files, and below none.", "Move it into the folder of the files that it changes, or below that folder."));
        }

        var connections = files.Where(file => file.Kind == FileKind.Connections).ToLookup(file => file.Folder, StringComparer.Ordinal);
        var deployments = bases.SelectMany(place => overlays[place] is var own && own.Any() ? own.Select(overlay => Of(place, overlay)) : [Of(place, null)]);
        return new FoundDeployments([.. deployments.OrderBy(found => found.Name, StringComparer.Ordinal).ThenBy(found => found.Overlay ?? found.Folder, StringComparer.Ordinal)], [.. findings]);

        Deployment Of(string place, StateFile? overlay)
        {
            var own = overlay is null ? [] : connections[overlay.Folder];
            var near = own.Any() ? own : connections[place];
            var connection = near.Count() == 1 ? near.Single().FullPath : null;
            var loaded = load(request with { Paths = overlay is null ? [place] : [place, overlay.FullPath], Connections = connection });
            var written = overlay?.Name ?? files.FirstOrDefault(file => file.Kind == FileKind.Federation && file.Folder == place && file.Name is not null)?.Name;
            return new Deployment(loaded.State?.Name ?? written ?? "default", place)
            {
                Overlay = overlay?.FullPath,
                Connections = connection,
                MadeOf = loaded.MadeOf,
                IsLoaded = loaded.State is not null,
            };
        }
    }

    // Folders whose files nobody includes from elsewhere. Files that include one another in a circle have no such folder: theirs is taken
    // too, so that the circle is reported by whoever plans it.
    private static ImmutableSortedSet<string> Bases(ImmutableArray<StateFile> files)
    {
        var ours = files.Where(file => file.Kind == FileKind.Federation).ToDictionary(file => file.FullPath, StringComparer.Ordinal);
        var included = ours.Values.SelectMany(file => file.Includes.Where(target => Path.GetDirectoryName(target) != file.Folder)).ToHashSet(StringComparer.Ordinal);
        var bases = ours.Values.Where(file => !included.Contains(file.FullPath)).Select(file => file.Folder).ToHashSet(StringComparer.Ordinal);
        var reached = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in ours.Values.Where(file => bases.Contains(file.Folder))) Reach(file);
        foreach (var file in ours.Values.OrderBy(file => file.FullPath.Count(c => c == Path.DirectorySeparatorChar)).ThenBy(file => file.FullPath, StringComparer.Ordinal))
        {
            if (reached.Contains(file.FullPath)) continue;
            bases.Add(file.Folder);
            foreach (var beside in ours.Values.Where(other => other.Folder == file.Folder)) Reach(beside);
        }

        return bases.ToImmutableSortedSet(StringComparer.Ordinal);

        void Reach(StateFile start)
        {
            var open = new Stack<StateFile>([start]);
            while (open.TryPop(out var file))
            {
                if (!reached.Add(file.FullPath)) continue;
                foreach (var target in file.Includes)
                {
                    if (ours.TryGetValue(target, out var next)) open.Push(next);
                }
            }
        }
    }

    private static string? BaseOf(StateFile overlay, string root, ImmutableSortedSet<string> bases)
    {
        for (var folder = overlay.Folder; folder is not null && RealPath.IsInside(folder, root); folder = Path.GetDirectoryName(folder))
        {
            if (bases.Contains(folder)) return folder;
        }

        return null;
    }
}
