using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Loading;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Engine.Telemetry;
using XmppDesiredState.Engine.Validation;

namespace XmppDesiredState.Cli.Commands;

/// <summary>The files, loaded and, where that went well, validated.</summary>
internal sealed record Loaded(LoadResult Load, ValidationResult? Validation)
{
    public SourceTexts Sources { get; } = new(Load.Sources);

    /// <summary>Null when loading or validation found an error.</summary>
    public DesiredState? State => Validation is { HasErrors: false } ? Load.State : null;

    public Findings Findings => new(
        [.. Load.Diagnostics.Concat(Validation?.Diagnostics ?? [])
            .OrderBy(diagnostic => diagnostic.Where?.File, StringComparer.Ordinal).ThenBy(diagnostic => diagnostic.Where?.Line).ThenBy(diagnostic => diagnostic.Where?.Column)],
        Sources,
        Load.State is null ? "" : $"The files are valid: {Words.Count(Load.State.Resources.Length, "resource")} of {Printable.Short(Load.State.Name)}.")
    {
        Deployment = Load.State?.Name,
        File = File,
    };

    /// <summary>The first of the files that were read, as messages name it.</summary>
    public string? File => Load.Sources.Keys.FirstOrDefault();

    public static Loaded From(Session session, LoadRequest request)
    {
        var load = Read(session, request);
        var today = DateOnly.FromDateTime(session.Environment.Clock.GetUtcNow().UtcDateTime);
        var failed = load.State is null || load.Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);
        return new Loaded(load, failed ? null : Judge(session, load.State!, today));
    }

    /// <summary>The files, as they are.</summary>
    public static LoadResult Read(Session session, LoadRequest request)
    {
        using var span = Instruments.Begin("load");
        var load = session.Time("load", () => session.Engine.Load(request));
        session.Invocation.Loaded(load.State?.Name);
        return load;
    }

    private static ValidationResult Judge(Session session, DesiredState state, DateOnly today)
    {
        using var span = Instruments.Begin("validate");
        return session.Time("validate", () => session.Engine.Validate(state, today));
    }

    /// <summary>Null, and reported, when the files declare one that cannot be.</summary>
    /// <param name="allowPrograms">False under <c>--no-exec</c>.</param>
    public IRunStore? OpenRunStore(Session session, bool allowPrograms)
    {
        var (store, diagnostics) = session.Engine.OpenRunStore(Load.State?.RunStore, Load.RootFolder, allowPrograms);
        if (store is null) session.Fail(new Findings(diagnostics, Sources, "") { Deployment = Load.State?.Name, File = File });
        return store;
    }

    /// <summary>The plan with what loading had to say, so that every format tells the same.</summary>
    public Plan WithLoadFindings(Plan plan) => plan with { Diagnostics = [.. Load.Diagnostics, .. plan.Diagnostics] };
}
