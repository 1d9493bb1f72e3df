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

    /// <summary><c>--renew</c>: these certificates (ids or addresses) are renewed though they would do.</summary>
    public ImmutableArray<string> Renew { get; init; } = [];

    /// <summary>
    /// What <see cref="Renew"/> was meant for, by address and thumbprint: once another certificate is installed the wish is fulfilled. Null:
    /// whatever is installed.
    /// </summary>
    public ImmutableHashSet<(Address, string)>? RenewOnly { get; init; }

    /// <summary><c>--supersede</c>: an outstanding request of these certificates (ids or addresses) may be given up for a new one.</summary>
    public ImmutableArray<string> Supersede { get; init; } = [];

    /// <summary>The part that belongs to the plan and is saved with it.</summary>
    public PlanChoices Choices => new() { Only = Only, MaxDeletes = MaxDeletes, AllowEmpty = AllowEmpty, AllowDelete = AllowDelete, Renew = Renew, Supersede = Supersede };

    public string? Commit { get; init; }

    /// <summary>Providers asked at the same time.</summary>
    public int Parallelism { get; init; } = 8;

    /// <summary>Of one provider call.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The same with the choices of a saved plan where this run has none of its own.</summary>
    public PlanOptions Under(Plan approved) => MeaningOnly(approved) with
    {
        Only = Only.IsEmpty ? approved.Choices.Only : Only,
        MaxDeletes = MaxDeletes ?? approved.Choices.MaxDeletes,
        AllowEmpty = AllowEmpty.IsEmpty ? approved.Choices.AllowEmpty : AllowEmpty,
        AllowDelete = AllowDelete.IsEmpty ? approved.Choices.AllowDelete : AllowDelete,
        Renew = Renew.IsEmpty ? approved.Choices.Renew : Renew,
        Supersede = Supersede.IsEmpty ? approved.Choices.Supersede : Supersede,
    };

    /// <summary>The same, with <see cref="Renew"/> meant for what that plan replaces: planning again after it was done must find nothing.</summary>
    public PlanOptions MeaningOnly(Plan plan) => this with
    {
        RenewOnly = [.. plan.Changes.Where(change => change.Before is not null)
            .SelectMany(change => (change.Before!.Get(Certificate.Current) ?? ImmutableSortedDictionary<string, Values.Value.Map>.Empty).Values
                .Select(slot => (change.Address, InstalledCertificate.Of(slot).Thumbprint)))],
    };
}
