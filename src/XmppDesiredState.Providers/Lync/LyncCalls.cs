using System.Collections.Immutable;
using System.Text;
using XmppDesiredState.Changes;
using XmppDesiredState.Providers.Lync.Certificates;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Lync;

/// <summary>Steps and questions as cmdlets. Pure: the session and the script both take what they run from here.</summary>
internal static class LyncCalls
{
    private const string Identity = "Identity", Filter = "Filter", ComputerName = "ComputerName", Name = "Name";

    // Cmdlets ask before they delete, and nobody is there to answer.
    private static readonly LyncParameter WithoutAsking = new("Confirm", new LyncArgument.Flag(false));

    public static LyncCall Replicas { get; } = new("Get-CsManagementStoreReplicationStatus");

    /// <summary>Which machine holds the configuration store.</summary>
    public static LyncCall Store { get; } = new("Get-CsManagementStoreReplicationStatus", new LyncParameter("CentralManagementStoreStatus", new LyncArgument.Flag(true)));

    public static LyncCall Sites { get; } = new("Get-CsSite");

    public static LyncCall EdgePools { get; } = new("Get-CsService", new LyncParameter("EdgeServer", new LyncArgument.Flag(true)));

    /// <summary>What a kind cannot do without, by name.</summary>
    public static ImmutableArray<string> CmdletsOf(Kind kind)
    {
        if (kind == Certificate.Kind) return LyncCertificateCalls.Cmdlets;
        if (kind == Service.Kind) return ["Get-CsWindowsService", "Stop-CsWindowsService", "Start-CsWindowsService"];
        var noun = NounOf(kind);
        string[] verbs = kind == Partner.Kind || kind == AccessPolicy.Kind ? ["Get", "New", "Set", "Remove"] : ["Get", "Set"];
        return noun is null ? [] : [.. verbs.Select(verb => $"{verb}-{noun}")];
    }

    /// <summary>All of one kind; null where the configuration store has no such kind.</summary>
    public static LyncCall? All(Kind kind) => NounOf(kind) is { } noun ? new LyncCall($"Get-{noun}") : null;

    /// <summary>Every Lync service of one machine.</summary>
    public static LyncCall Services(string machine) => new("Get-CsWindowsService", new LyncParameter(ComputerName, new LyncArgument.Text(machine)));

    /// <summary>Stops one service and those that depend on it.</summary>
    /// <param name="drain">Refuse new work, let the current work end, and do not wait for it.</param>
    public static LyncCall Stop(string machine, string service, bool drain)
    {
        var call = new LyncCall("Stop-CsWindowsService", new LyncParameter(Name, new LyncArgument.Text(service)), new LyncParameter(ComputerName, new LyncArgument.Text(machine)));
        if (drain) call = call.With("Graceful", new LyncArgument.Flag(true)).With("NoWait", new LyncArgument.Flag(true));
        return call.With(WithoutAsking.Name, WithoutAsking.Argument);
    }

    /// <summary>Starts one service and those it depends on, but none that depend on it.</summary>
    public static LyncCall Start(string machine, string service) =>
        new("Start-CsWindowsService", new LyncParameter(Name, new LyncArgument.Text(service)), new LyncParameter(ComputerName, new LyncArgument.Text(machine)), WithoutAsking);

    /// <summary>The write of one step; null where the provider has no such step, or the step does not say enough.</summary>
    /// <param name="step">Create, Update or Delete of a kind in the configuration store.</param>
    public static LyncWrite? Of(Step step)
    {
        if (NounOf(step.Resource.Kind) is not { } noun || !LyncCapabilities.Can(step)) return null;
        ImmutableArray<LyncProperty>? seen = step.Before is { } before ? LyncMapper.Properties(before.Resource) : null;
        ImmutableArray<LyncProperty>? wanted = step.After is { } after ? LyncMapper.Properties(after) : null;
        var change = step switch
        {
            { Operation: Operation.Create, After: not null } => Create(noun, step.Resource, step.After),
            { Operation: Operation.Update, After: not null, Before: not null } => Update(noun, step.Before, step.After),
            { Operation: Operation.Delete, Before: not null } => new LyncCall($"Remove-{noun}", new LyncParameter(Identity, new LyncArgument.Text(LyncMapper.IdentityOf(step.Before))), WithoutAsking),
            _ => null,
        };
        if (change is null) return null;
        var identity = step.Before is null ? step.Resource.Name : LyncMapper.IdentityOf(step.Before);
        return IsSingle(step.Resource.Kind)
            ? new LyncWrite("", new LyncCall($"Get-{noun}"), seen, wanted, change)
            : new LyncWrite(identity, new LyncCall($"Get-{noun}", new LyncParameter(Filter, new LyncArgument.Text(Escape(identity)))), step.Operation == Operation.Create ? null : seen, wanted, change);
    }

    private static string? NounOf(Kind kind) => kind.Name switch
    {
        "partner" => "CsXmppAllowedPartner",
        "gateway-settings" => "CsXmppGatewayConfiguration",
        "edge-access" => "CsAccessEdgeConfiguration",
        "access-policy" => "CsExternalAccessPolicy",
        _ => null,
    };

    private static bool IsSingle(Kind kind) => kind == GatewaySettings.Kind || kind == EdgeAccess.Kind;

    private static LyncCall Create(string noun, ResourceId id, Resource after)
    {
        // What is empty is left out: New- begins with nothing there.
        var given = ArgumentsOf(id.Kind, after, null).Where(parameter => parameter.Argument is not LyncArgument.Empty);
        return new LyncCall($"New-{noun}", [new LyncParameter(Identity, new LyncArgument.Text(NewIdentity(id))), .. given, WithoutAsking]);
    }

    private static LyncCall Update(string noun, ObservedResource before, Resource after)
    {
        var was = LyncMapper.Properties(before.Resource).ToDictionary(property => property.Name, property => property.Text, StringComparer.Ordinal);
        var changed = LyncMapper.Properties(after).Where(property => !was.TryGetValue(property.Name, out var text) || text != property.Text).Select(property => property.Name).ToHashSet(StringComparer.Ordinal);
        // TLS, SASL and dialback go together, so that no combination in between ever exists.
        if (changed.Overlaps([LyncField.Tls, LyncField.Sasl, LyncField.Dialback])) changed.UnionWith([LyncField.Tls, LyncField.Sasl, LyncField.Dialback]);
        var all = ArgumentsOf(after.Id.Kind, after, before.Resource).ToArray();
        var sent = all.Where(parameter => changed.Contains(parameter.Name) || parameter.Argument is LyncArgument.Secret).ToArray();
        return new LyncCall($"Set-{noun}", [new LyncParameter(Identity, new LyncArgument.Text(LyncMapper.IdentityOf(before))), .. sent.Length > 0 ? sent : all, WithoutAsking]);
    }

    private static IEnumerable<LyncParameter> ArgumentsOf(Kind kind, Resource after, Resource? before)
    {
        var fields = LyncField.Of(kind);
        foreach (var field in kind.Fields)
        {
            if (after[field] is not { } value) continue;
            if (field == Partner.Negotiation && after.TryGet(Partner.Negotiation, out var negotiation))
            {
                yield return new LyncParameter(LyncField.Tls, new LyncArgument.Text(negotiation.Tls.ToString()));
                yield return new LyncParameter(LyncField.Sasl, new LyncArgument.Text(negotiation.Sasl.ToString()));
                yield return new LyncParameter(LyncField.Dialback, new LyncArgument.Flag(negotiation.Dialback));
            }
            else if (field == GatewaySettings.DialbackPassphrase && value is Value.Secret secret)
            {
                yield return new LyncParameter(LyncField.DialbackPassphrase, new LyncArgument.Secret(secret.Reference));
            }
            else if (fields.FirstOrDefault(known => known.Field == field) is { } known)
            {
                yield return new LyncParameter(known.Native, known.Form == LyncForm.Domains ? DomainsOf(value, before?[field]) : ArgumentOf(value));
            }
        }
    }

    private static LyncArgument ArgumentOf(Value value) => value switch
    {
        Value.Text { Content.Length: > 0 } text => new LyncArgument.Text(text.Content),
        Value.Flag flag => new LyncArgument.Flag(flag.Content),
        Value.Number number => new LyncArgument.Number(number.Content),
        _ => LyncArgument.Empty.Instance,
    };

    // What is removed is only what the plan showed: one that another administrator adds in the same moment stays.
    private static LyncArgument DomainsOf(Value value, Value? before)
    {
        var after = LyncMapper.TextsOf(value);
        if (before is null) return after.IsEmpty ? LyncArgument.Empty.Instance : new LyncArgument.Texts(after);
        var was = LyncMapper.TextsOf(before);
        var (add, remove) = (after.Except(was).ToImmutableArray(), was.Except(after).ToImmutableArray());
        return add.IsEmpty && remove.IsEmpty ? after.IsEmpty ? LyncArgument.Empty.Instance : new LyncArgument.Texts(after) : new LyncArgument.ListChange(add, remove);
    }

    // A policy for users is made by its bare name and reported as Tag:name; a name that would then mean something else keeps its scope.
    private static string NewIdentity(ResourceId id)
    {
        const string scope = "tag:";
        if (id.Kind != AccessPolicy.Kind || !id.Name.StartsWith(scope, StringComparison.Ordinal)) return id.Name;
        var bare = id.Name[scope.Length..];
        return bare.Contains(':') || bare.Equals(AccessPolicy.Global.Name, StringComparison.OrdinalIgnoreCase) ? id.Name : bare;
    }

    private static string Escape(string identity)
    {
        var escaped = new StringBuilder(identity.Length);
        foreach (var c in identity)
        {
            if (c is '*' or '?' or '[' or ']' or '`') escaped.Append('`');
            escaped.Append(c);
        }

        return escaped.ToString();
    }
}
