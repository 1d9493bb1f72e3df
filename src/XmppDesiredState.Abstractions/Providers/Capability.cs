using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers;

/// <summary>What a back end can do with one kind.</summary>
/// <param name="Operations">Those it executes.</param>
/// <param name="Fields">Those it has; steering fields are the engine's and need not be listed.</param>
/// <param name="Defaults">The documented default of each field, by name, for <c>key: default</c>. A field without one takes no <c>default</c>.</param>
public sealed record Capability(Kind Kind, ImmutableArray<Operation> Operations, ImmutableArray<Field> Fields, ImmutableSortedDictionary<string, Value> Defaults)
{
    /// <summary>Of an issuer: how long it usually takes, unless the instance's option <see cref="Certificate.LeadTimeOption"/> says otherwise.</summary>
    public TimeSpan LeadTime { get; init; }

    /// <summary>Whether resources of the kind live there: an issuer answers for certificates, and the wire probes services; neither holds them.</summary>
    public bool Holds => Operations.Any(operation => operation is not (Operation.Issue or Operation.Probe or Operation.Settle));

    /// <summary>The same without one of its operations.</summary>
    public Capability Without(Operation operation) => this with { Operations = Operations.Remove(operation) };

    public Capability(Kind kind, ImmutableArray<Operation> operations, ImmutableArray<Field> fields) : this(kind, operations, fields, Value.Map.NoItems)
    {
    }
}
