using System.Collections.Immutable;
using CsCheck;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Diffing;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;
using ValueList = XmppDesiredState.Values.Value.List;

namespace XmppDesiredState.Engine;

/// <summary>Random values, resources and plans, all in canonical form.</summary>
public static class Generators
{
    private static readonly string[] Pieces = ["a", "Z", "9", " ", "\"", "\\", "'", "/", "\n", "\t", "<b>", "é", "→", "漢", "😀", "$", "{", "-", "#", "\u0007"];

    public static readonly Gen<string> Text = Gen.OneOf(Pieces).Array[0, 12].Select(pieces => string.Concat(pieces));

    public static readonly Gen<string> Label = Gen.Char['a', 'z'].Array[1, 8].Select(letters => new string(letters));

    public static readonly Gen<string> Domain = Gen.Select(Label, Label, Gen.OneOf("com", "de", "example")).Select((host, name, top) => $"{host}.{name}.{top}");

    public static readonly Gen<DateTimeOffset> Time = Gen.Long[0, 200_000_000].Select(seconds => DateTimeOffset.UnixEpoch.AddYears(45).AddSeconds(seconds).AddTicks(seconds % 3));

    private static readonly Gen<string> ProviderName = Gen.OneOf("lync", "dns", "local", "ca");

    private static readonly Gen<Value> Secret = Gen.Select(Gen.OneOf(SecretSource.Environment, SecretSource.File), Text, Gen.Long[0, 9])
        .Select((source, name, version) => (Value)new Value.Secret(new SecretReference(source, [name]), version));

    /// <summary>Any value at all, nested up to three deep.</summary>
    public static Gen<Value> Anything { get; } = AnyValue(3);

    /// <summary>A canonical value of a type.</summary>
    public static Gen<Value> ValueOf(FieldType type) => Raw(type).Select(raw => raw is Value.Cleared ? raw
        : type.TryRead(raw, out var canonical, out var problem) ? canonical : throw new InvalidOperationException($"{type.Description}: {raw} {problem.Message}"));

    public static Gen<ResourceId> Id(Kind kind) => kind.Name switch
    {
        "access-policy" => Gen.OneOf(Gen.Const("global"), Label.Select(name => $"tag:{name}"), Label.Select(name => $"site:{name}")).Select(name => new ResourceId(kind, name)),
        "edge-access" or "gateway-settings" => Gen.Const(new ResourceId(kind, "global")),
        "srv-record" => Gen.Select(Gen.OneOf("_xmpp-server._tcp.", "_xmpps-server._tcp."), Domain).Select((prefix, domain) => new ResourceId(kind, prefix + domain)),
        "partner" => Domain.Select(domain => new ResourceId(kind, domain)),
        _ => Label.Select(name => new ResourceId(kind, name)),
    };

    /// <summary>Any subset of the kind's attributes, computed ones included; some of them empty.</summary>
    public static Gen<Resource> Resource(Kind kind) => Id(kind).SelectMany(Resource);

    public static Gen<Resource> Resource(ResourceId id) => id.Kind.Fields.Aggregate(Gen.Const(new Resource(id)), (resources, field) =>
        Gen.Select(resources, Gen.Int[0, 9], ValueOf(field.UntypedType)).Select((resource, dice, value) => dice switch
        {
            < 4 => resource,
            4 => resource.With(field.Name, Value.Cleared.Instance),
            _ => resource.With(field.Name, value),
        }));

    public static Gen<Kind> Kinds { get; } = Gen.OneOf([.. Kind.All]);

    public static Gen<Address> Addresses { get; } = Gen.Select(Kinds.SelectMany(Id), ProviderName).Select((id, provider) => new Address(id, provider));

    public static Gen<Diagnostic> Diagnostics { get; } = Gen.Select(Gen.Int[1000, 9999], Gen.OneOf(Severity.Error, Severity.Warning, Severity.Note), Text, Text, Spans(), Addresses.Nullable())
        .Select((code, severity, summary, fix, where, address) =>
            new Diagnostic(new DiagnosticDescriptor($"XDS{code}", severity, summary, "Because."), severity, summary, fix, where) { Related = where, Address = address?.ToString() });

    public static Gen<Waiting> Waits { get; } = Gen.Select(Text, Time.Nullable()).Select((what, until) => new Waiting(what, until));

    /// <summary>Changes, steps, findings and the rest; addresses stand once, step ids are valid, everything in the order plans have.</summary>
    public static Gen<Plan> Plan { get; } = Gen.Select(Changes(), Text, Time, Gen.Dictionary(ProviderName, Text)[0, 3], Unlisted(), Unreadable(), Diagnostics.Array[0, 3])
        .Select((changes, name, time, targets, unlisted, unreadable, diagnostics) => new Plan
        {
            Name = name,
            ConfigDigest = new string('a', 64),
            Timestamp = time,
            Commit = name.Length % 2 == 0 ? null : name,
            Choices = name.Length % 3 == 0 ? PlanChoices.None : new PlanChoices { Only = [name], MaxDeletes = name.Length % 3 == 1 ? name.Length : null, AllowEmpty = [Partner.Kind], AllowDelete = ["partner/" + name] },
            Targets = targets.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Changes = changes,
            Steps = [.. changes.Where(change => !change.IsBlocked).Select((change, index) => StepOf(change, index + 1))],
            Unlisted = unlisted,
            Unreadable = unreadable,
            Certificates = [.. unlisted.Select((resource, index) => new CertificateTerm(resource.Address, index % 3 == 0 ? null : time, index % 2 == 0 ? null : time.AddDays(index), index == 2 ? time : null))],
            Seen = [.. unreadable.Select(kind => new SeenKind(kind.Provider + "2", kind.Kind))],
            Diagnostics = [.. diagnostics],
            LeftOut = [.. unlisted.Select(resource => resource.Address)],
        }).Select(plan => plan with { Changes = [.. plan.Changes.Select(change => change with { Steps = [.. plan.Steps.Where(step => step.Change == change.Address).Select(step => step.Id)] })] });

    public static Gen<LastApplied> LastApplied { get; } = Gen.Select(Text, Gen.Dictionary(ProviderName, Text)[0, 3],
            Gen.Select(Kinds.SelectMany(Resource), ProviderName, Gen.Bool, Gen.Dictionary(Label, Text)[0, 2]).Array[0, 12])
        .Select((name, targets, entries) => new LastApplied(name, targets.ToImmutableSortedDictionary(StringComparer.Ordinal), entries
            .DistinctBy(entry => new Address(entry.Item1.Id, entry.Item2))
            .ToImmutableSortedDictionary(entry => new Address(entry.Item1.Id, entry.Item2),
                entry => new LastAppliedEntry(entry.Item1, entry.Item3, entry.Item4.ToImmutableSortedDictionary(StringComparer.Ordinal)))));

    private static Gen<Value> AnyValue(int depth)
    {
        var leaf = Gen.OneOf(Text.Select(text => (Value)new Value.Text(text)), Gen.Long.Select(number => (Value)new Value.Number(number)),
            Gen.Bool.Select(flag => (Value)new Value.Flag(flag)), Gen.OneOf<Value>(Value.Cleared.Instance, Value.Default.Instance),
            Gen.Int[1, 99].Select(step => (Value)new Value.Later(step)), Secret);
        if (depth == 0) return leaf;
        var inner = AnyValue(depth - 1);
        return Gen.OneOf(leaf, inner.Array[0, 4].Select(items => (Value)new ValueList([.. items])),
            Gen.Dictionary(Text, inner)[0, 4].Select(items => (Value)new Value.Map(items.ToImmutableSortedDictionary(StringComparer.Ordinal))));
    }

    private static Gen<Value> Raw(FieldType type) => type switch
    {
        IChoiceType choice => Gen.OneOf([.. choice.Words]).Select(AsText),
        NegotiationType => Gen.OneOf(Raw(NegotiationType.PresetType), Raw(NegotiationType.MapType)),
        SrvTargetType => Gen.Select(Domain, Gen.Int[0, 65535], Gen.Int[0, 3]).Select((target, port, priority) => new SrvTargetType().Write(new SrvTarget(priority, 0, port, target))),
        RenewBeforeType => Gen.OneOf(Gen.Int[1, 99].Select(share => AsText($"{share}%")), Gen.Int[1, 99].Select(days => AsText($"{days}d"))),
        ObjectType map => map.Fields.Aggregate(Gen.Const(Value.Map.NoItems), (items, field) => Gen.Select(items, Gen.Bool, Raw(field.UntypedType))
            .Select((known, given, value) => given || field.Is(Traits.Required) ? known.Add(field.Name, value) : known)).Select(items => (Value)new Value.Map(items)),
        IMapType map => Gen.Dictionary(Label, Raw(map.ValueType))[1, 3].Select(items => (Value)new Value.Map(items.ToImmutableSortedDictionary(StringComparer.Ordinal))),
        IListType list => Raw(list.ItemType).Array[1, 4].Select(items => (Value)new ValueList([.. items])),
        IntegerType number => Gen.Long[number.Minimum, number.Maximum].Select(content => (Value)new Value.Number(content)),
        DurationType duration => Gen.Long[(long)duration.Minimum.TotalSeconds, (long)duration.Maximum.TotalSeconds].Select(content => (Value)new Value.Number(content)),
        FlagType => Gen.Bool.Select(content => (Value)new Value.Flag(content)),
        SecretType => Secret,
        DomainType => Domain.Select(AsText),
        TextType text => Text.Select(content => AsText(content.Length <= text.MaximumLength ? content : "DE")),
        _ => throw new InvalidOperationException($"No generator for {type.GetType().Name}: add one."),
    };

    private static Value AsText(string text) => new Value.Text(text);

    private static Gen<SourceSpan?> Spans() => Gen.Select(Label, Gen.Int[1, 999], Gen.Int[1, 99], Gen.Bool)
        .Select((file, line, column, given) => given ? new SourceSpan($"{file}.yaml", line, column, line, column + 3) : null);

    private static Gen<ImmutableArray<Change>> Changes() => Addresses.SelectMany(ChangeAt).Array[0, 6]
        .Select(changes => changes.DistinctBy(change => change.Address).OrderBy(change => change.Address).ToImmutableArray());

    private static Gen<Change> ChangeAt(Address address) => Gen.Select(
            Gen.OneOf(Enum.GetValues<ChangeAction>()), Resource(address.Id), Resource(address.Id), Spans(), Gen.OneOf(Enum.GetValues<Risk>()).Array[0, 2],
            Diagnostics.Select(finding => (Diagnostic?)finding), Gen.Select(Waits.Select(waiting => (Waiting?)waiting), Gen.Int[0, 9]), Text)
        .Select((action, before, after, where, risks, blocked, waitingAndDice, note) =>
        {
            var (waiting, dice) = waitingAndDice;
            if (dice > 6 && address.Id.Kind == Service.Kind) after = after.With(Service.Loaded.Name, new Value.Map(Value.Map.NoItems.Add("edge1", new Value.Later(1)).Add("edge2", AsText("AB"))));
            return new Change
            {
                Address = address,
                Action = action,
                Before = action == ChangeAction.Create ? null : before,
                After = action == ChangeAction.Delete ? null : after,
                Attributes = [.. address.Id.Kind.Fields.Where(field => !Equals(before[field], after[field])).Select(field => new AttributeChange(field, before[field], after[field], dice == 1 ? note : null))],
                Reason = $"{action.ToString().ToLowerInvariant()}_because_differs",
                Where = where,
                Risks = [.. risks.Distinct().Order()],
                Blocked = dice == 0 ? blocked : null,
                Waiting = dice is 1 or 2 ? waiting : null,
                Notes = dice == 3 ? [note, "connectionLimit, stays 40"] : [],
            };
        });

    private static PlannedStep StepOf(Change change, int id) => new(new Step(id, change.Address.Provider, change.Address.Id, id % 2 == 0 ? "edge1" : null,
        change.Action switch { ChangeAction.Create => Operation.Create, ChangeAction.Delete => Operation.Delete, ChangeAction.Renew => Operation.Install, ChangeAction.Restart => Operation.Restart, _ => Operation.Update },
        change.Before is null ? null : new ObservedResource(change.Before, "etag"), change.After), change.Address.Id.Kind.Phase, id > 1 ? [id - 1] : [], change.Address, change.Waiting);

    private static Gen<ImmutableArray<UnlistedResource>> Unlisted() => Gen.Select(Kinds.SelectMany(Resource), ProviderName, Text, Gen.Int[0, 5]).Array[0, 4]
        .Select(found => found.Select(item => item.Item4 > 2
                ? new UnlistedResource(new Address(item.Item1.Id, item.Item2), item.Item1)
                : new UnlistedResource(new Address(item.Item1.Id, item.Item2), item.Item1, item.Item3, item.Item4 == 0 ? null : new DateOnly(2027, 3, item.Item4)))
            .DistinctBy(unlisted => unlisted.Address).OrderBy(unlisted => unlisted.Address).ToImmutableArray());

    private static Gen<ImmutableArray<UnreadableKind>> Unreadable() => Gen.Select(ProviderName, Kinds, Diagnostics).Array[0, 2]
        .Select(found => found.Select(item => new UnreadableKind(item.Item1, item.Item2, item.Item3)).ToImmutableArray());
}
