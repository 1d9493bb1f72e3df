using System.Collections.Immutable;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Diffing;

/// <summary>
/// What differs between a desired and an observed resource. Pure.
/// <code>
/// desired            | observed                  | outcome
/// -------------------|---------------------------|------------------------------------------
/// not declared       | anything                  | none: not managed
/// value              | the same value            | none
/// value              | another, empty, missing   | changes
/// empty (null)       | empty, missing            | none
/// empty (null)       | value                     | changes
/// steering, computed | anything                  | none: never compared
/// write-only         | never reported            | changes if reference or version are not those written last
/// anything declared  | no resource               | changes
/// </code>
/// </summary>
internal static class Differ
{
    /// <param name="observed">Null: there is no such resource.</param>
    /// <param name="written">Fingerprints of write-only values that were written last, by attribute.</param>
    public static ImmutableArray<AttributeChange> Compare(Resource desired, Resource? observed, ImmutableSortedDictionary<string, string> written)
    {
        var changes = ImmutableArray.CreateBuilder<AttributeChange>();
        foreach (var field in desired.Id.Kind.Fields)
        {
            if (field.Is(Traits.Steering) || field.Is(Traits.Computed) || desired[field] is not { } wanted) continue;
            var seen = observed?[field];
            var differs = field.Is(Traits.WriteOnly)
                ? written.GetValueOrDefault(field.Name) != WriteOnlyFingerprint.Of(wanted)
                : !AreEqual(field, wanted, seen);
            if (differs) changes.Add(new AttributeChange(field, seen, wanted, Note(field, wanted)));
        }

        return changes.DrainToImmutable();
    }

    /// <summary>Whether every comparable attribute of <paramref name="desired"/> holds; write-only ones cannot be seen and are left out.</summary>
    public static bool Holds(Resource desired, Resource observed) => desired.Id.Kind.Fields.All(field =>
        field.Is(Traits.Steering) || field.Is(Traits.Computed) || field.Is(Traits.WriteOnly)
        || desired[field] is not { } wanted || AreEqual(field, wanted, observed[field]));

    public static bool AreEqual(Field field, Value wanted, Value? seen)
    {
        if (wanted is Value.Cleared) return seen is null or Value.Cleared;
        if (seen is null) return false;
        return wanted.Equals(seen) || (field.Is(Traits.CaseInsensitive) && Folded(wanted).Equals(Folded(seen)));
    }

    private static Value Folded(Value value) => value switch
    {
        Value.Text text => new Value.Text(text.Content.ToLowerInvariant()),
        Value.List list => new Value.List([.. list.Items.Select(Folded)]),
        _ => value,
    };

    /// <summary>What a value results in; null where it says enough itself.</summary>
    public static string? Note(Field field, Value wanted) =>
        field == Partner.Negotiation && Partner.Negotiation.Type.TryRead(wanted, out Negotiation? negotiation, out _) ? "methods: " + Methods(negotiation.Methods) : null;

    private static string Methods(AuthenticationMethods methods) => string.Join(", ", new[]
    {
        methods.HasFlag(AuthenticationMethods.SaslOverTls) ? "SASL over TLS" : null,
        methods.HasFlag(AuthenticationMethods.TlsDialback) ? "TLS dialback" : null,
        methods.HasFlag(AuthenticationMethods.TcpDialback) ? "TCP dialback" : null,
    }.Where(method => method is not null));
}
