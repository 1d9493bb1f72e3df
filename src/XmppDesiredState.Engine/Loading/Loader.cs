using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Loading.Binding;
using XmppDesiredState.Engine.Loading.Files;
using XmppDesiredState.Engine.Loading.Layout;
using XmppDesiredState.Engine.Loading.Merging;
using XmppDesiredState.Providers;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Engine.Loading;

/// <summary>
/// Files to desired state: collect, substitute variables, join, apply overlays, read. Inert: no program is started, no network used,
/// no secret resolved. What a file can cause is a diagnostic, and all of a run are reported together.
/// </summary>
public sealed class Loader(ImmutableArray<IProviderFactory> factories)
{
    private readonly StateFileLayout layout = new(factories);

    public LoadResult Load(LoadRequest request) => Load(request, LoadLimits.Default);

    internal LoadResult Load(LoadRequest request, LoadLimits limits)
    {
        StateDigest.Prepare();
        var findings = new List<Diagnostic>();
        var files = new FileCollector(request, limits, findings).Collect();
        var texts = files.Texts.ToBuilder();
        var given = GivenVariables.Read(request, limits, findings, texts);
        DesiredState? state = null;
        ImmutableArray<string> madeOf = [];
        if (files.IsComplete)
        {
            ImmutableArray<SourceFile> all = [.. files.Base, .. files.Overlays, .. files.Connections is { } connections ? [connections] : ImmutableArray<SourceFile>.Empty];
            var paths = new PathResolver(all, request.HomeFolder);
            var reader = new ValueReader(paths, findings);
            state = Read(files, given, paths, reader, findings);
            SourceMask.Hide(texts, reader.Hidden);
            madeOf = [.. all.SelectMany(file => (string?[])[file.FullPath, RealPath.Of(file.FullPath)]).OfType<string>().Concat(paths.Named).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        }

        ImmutableArray<Diagnostic> sorted = [.. findings.Distinct().OrderBy(finding => finding.Where?.File, StringComparer.Ordinal).ThenBy(finding => finding.Where?.Line).ThenBy(finding => finding.Where?.Column).ThenBy(finding => finding.Code, StringComparer.Ordinal)];
        var isRefused = state is null || sorted.Any(finding => finding.Severity == Severity.Error);
        if (!isRefused) state = state! with { ConfigDigest = StateDigest.Of(state, layout, files.RootFolder, request.HomeFolder) };
        return new LoadResult(isRefused ? null : state, sorted, texts.ToImmutable()) { RootFolder = files.RootFolder, MadeOf = madeOf };
    }

    private DesiredState Read(CollectedFiles files, GivenVariables given, PathResolver paths, ValueReader reader, List<Diagnostic> findings)
    {
        var check = new HeaderCheck(layout, reader);
        foreach (var file in files.Base.AddRange(files.Overlays)) check.Check(file);
        if (files.Connections is { Kind: FileKind.Connections } own) check.Check(own);

        var overlay = new TreeOverlay(findings);
        var declarations = Combine(files, VariablesOnly, overlay.Merge, findings)[StateFileLayout.Variables.Name];
        var variables = VariableSet.Read(declarations, given, reader);
        // A connections file stands for itself: no variable of the files it is used with reaches it.
        var ofConnections = VariableSet.Read(files.Connections?.Root[StateFileLayout.Variables.Name], given, reader);
        given.ReportUnknown([.. variables.Values.Keys.Union(ofConnections.Values.Keys).Order(StringComparer.Ordinal)], findings);

        var unresolved = new HashSet<SourceSpan>();
        var root = Combine(files, file => Content(file, variables), overlay.Apply, findings);
        var connections = files.Connections is { } reviewed ? Content(reviewed, ofConnections) : null;
        if (connections is not null) root = RunStoreChoice.Of(root, connections, findings);
        var state = new DocumentReader(layout, paths, reader).Read(root, (connections ?? root)[layout.Providers.Name]);
        // What is wrong with a value that still holds a reference is no news.
        findings.RemoveAll(finding => finding.Where is { } where && unresolved.Contains(where) && finding.Code[..6] != LoadDiagnostics.UnknownVariable.Code[..6]);
        return state;

        YamlMapping Content(SourceFile file, VariableSet set)
        {
            var content = SourceKeys.Content(file);
            if (!file.Text.Contains("${", StringComparison.Ordinal)) return content;
            var substitution = new VariableSubstitution(set, findings);
            content = substitution.Apply(content);
            unresolved.UnionWith(substitution.Unresolved);
            return content;
        }
    }

    private static YamlMapping VariablesOnly(SourceFile file) => SourceKeys.Only(file.Root, key => key == StateFileLayout.Variables.Name);

    private static YamlMapping Combine(CollectedFiles files, Func<SourceFile, YamlMapping> content, Func<YamlMapping, YamlMapping, YamlMapping> apply, List<Diagnostic> findings)
    {
        var joined = new TreeJoin(findings).Join([.. files.Base.Select(content)]);
        return files.Overlays.Select(content).Aggregate(joined, apply);
    }
}
