using System.Collections.Immutable;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Planning;

/// <summary>What the person at the terminal adds to the files for one run.</summary>
public sealed record PlanOptions
{
    public static readonly PlanOptions None = new();

    /// <summary><c>--only</c>: ids (<c>partner/fabrikam.com</c>), addresses (<c>…@lync</c>) or kinds (<c>partner/*</c>). Empty: everything.</summary>
    public ImmutableArray<string> Only { get; init; } = [];

    /// <summary><c>--max-deletes</c>: so many deletes of one kind are meant.</summary>
    public int? MaxDeletes { get; init; }

    /// <summary><c>--allow-empty</c>: an empty list of these kinds is meant.</summary>
    public ImmutableArray<Kind> AllowEmpty { get; init; } = [];

    /// <summary><c>--allow-delete</c>: these protected ids or addresses may be deleted.</summary>
    public ImmutableArray<string> AllowDelete { get; init; } = [];

    /// <summary>The part that belongs to the plan and is saved with it.</summary>
    public PlanChoices Choices => new() { Only = Only, MaxDeletes = MaxDeletes, AllowEmpty = AllowEmpty, AllowDelete = AllowDelete };

    public string? Commit { get; init; }

    /// <summary>Providers asked at the same time.</summary>
    public int Parallelism { get; init; } = 8;

    /// <summary>Of one provider call.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The same with the choices of a saved plan where this run has none of its own.</summary>
    public PlanOptions Under(PlanChoices approved) => this with
    {
        Only = Only.IsEmpty ? approved.Only : Only,
        MaxDeletes = MaxDeletes ?? approved.MaxDeletes,
        AllowEmpty = AllowEmpty.IsEmpty ? approved.AllowEmpty : AllowEmpty,
        AllowDelete = AllowDelete.IsEmpty ? approved.AllowDelete : AllowDelete,
    };
}
