using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Cmdlets;

/// <summary>Identities of policies: <c>global</c>, <c>site:Redmond</c>, and <c>Sales</c> or <c>tag:Sales</c>, which is read back as <c>Tag:Sales</c>.</summary>
internal static class PolicyIdentity
{
    private const string SitePrefix = "Site:";
    private const string TagPrefix = "Tag:";

    public static string Canonical(string identity) => identity switch
    {
        _ when identity.Equals("Global", StringComparison.OrdinalIgnoreCase) => "Global",
        _ when identity.StartsWith(SitePrefix, StringComparison.OrdinalIgnoreCase) => SitePrefix + identity[SitePrefix.Length..],
        _ when identity.StartsWith(TagPrefix, StringComparison.OrdinalIgnoreCase) => TagPrefix + identity[TagPrefix.Length..],
        _ => TagPrefix + identity,
    };

    public static string? Site(string canonical) => canonical.StartsWith(SitePrefix, StringComparison.Ordinal) ? canonical[SitePrefix.Length..] : null;
}

public abstract class GetExternalAccessPolicy : GetSettingsCmdlet
{
    protected override SettingsKind Kind => SettingsKind.Policy;

    protected override string Canonical(string identity) => PolicyIdentity.Canonical(identity);
}

public abstract class SetExternalAccessPolicy : SetSettingsCmdlet
{
    protected override SettingsKind Kind => SettingsKind.Policy;

    protected override string Canonical(string identity) => PolicyIdentity.Canonical(identity);
}

public abstract class NewExternalAccessPolicy : SettingsCmdlet
{
    protected override SettingsKind Kind => SettingsKind.Policy;

    protected override void Work()
    {
        var policy = WithGiven(Kind.Fresh(PolicyIdentity.Canonical(Text("Identity")!)));
        if (IsOn("InMemory"))
        {
            WriteObject(Shown(policy));
        }
        else if (ShouldProcess(policy.Identity))
        {
            Write(state =>
            {
                if (Find(state.Policies, policy.Identity) >= 0) throw LyncException.Duplicate(Kind.Noun, policy.Identity);
                if (PolicyIdentity.Site(policy.Identity) is { } site && !state.Sites.Exists(known => known.Name.Equals(site, StringComparison.OrdinalIgnoreCase))) throw LyncException.Missing("Site", site);
                state.Policies.Add(policy);
            });
            WriteObject(Shown(policy));
        }
    }
}

public abstract class RemoveExternalAccessPolicy : SettingsCmdlet
{
    protected override SettingsKind Kind => SettingsKind.Policy;

    protected override void Work()
    {
        var identity = PolicyIdentity.Canonical(Text("Identity")!);
        if (!ShouldProcess(identity)) return;
        Write(state =>
        {
            var index = Find(state.Policies, identity);
            if (index < 0) throw LyncException.Missing(Kind.Noun, identity);
            // The global one cannot go: its properties return to their defaults.
            if (identity == "Global") state.Policies[index] = Kind.Fresh("Global");
            else state.Policies.RemoveAt(index);
        });
    }
}

public abstract class GrantExternalAccessPolicy : LyncCmdlet
{
    protected override void Work()
    {
        var (user, name) = (Text("Identity")!, Text("PolicyName"));
        if (!ShouldProcess(user)) return;
        Write(state =>
        {
            if (name is null) state.Grants.Remove(user);
            else state.Grants[user] = state.Policies.Find(policy => policy.Identity.Equals("Tag:" + name, StringComparison.OrdinalIgnoreCase))?.Identity ?? throw LyncException.Missing("ExternalAccessPolicy", "Tag:" + name);
        });
        if (IsOn("PassThru")) WriteObject(user);
    }
}
