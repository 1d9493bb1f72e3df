using System.Management.Automation;

namespace XmppDesiredState.LyncPowerShell.Cmdlets;

public abstract class GetXmppAllowedPartner : XmppAllowedPartnerCmdlet
{
    protected override void Work()
    {
        var identity = Text("Identity");
        var filter = WildcardPattern.Get(Text("Filter") ?? "*", WildcardOptions.IgnoreCase);
        var found = File.Read(state => state.Partners.FindAll(partner => identity is null ? filter.IsMatch(partner.Identity) : partner.Identity.Equals(identity, StringComparison.OrdinalIgnoreCase)));
        if (identity is not null && found.Count == 0) throw Missing(identity);
        foreach (var partner in found) WriteObject(Shown(partner));
    }

    internal static LyncException Missing(string identity) => new($"Cannot find \"XmppAllowedPartner\" \"{identity}\" because it does not exist.", "XmppAllowedPartnerNotFound", ErrorCategory.ObjectNotFound, identity);
}

public abstract class NewXmppAllowedPartner : XmppAllowedPartnerCmdlet
{
    protected override void Work()
    {
        var partner = WithGiven(new() { Identity = Text("Identity") ?? Text("Domain")! });
        if (IsOn("InMemory"))
        {
            WriteObject(Shown(partner));
        }
        else if (ShouldProcess(partner.Identity))
        {
            File.Change(state =>
            {
                if (Find(state, partner.Identity) >= 0) throw new LyncException($"\"XmppAllowedPartner\" \"{partner.Identity}\" already exists.", "DuplicateKey", ErrorCategory.ResourceExists, partner.Identity);
                state.Partners.Add(partner);
                return 0;
            });
            WriteObject(Shown(partner));
        }
    }
}

public abstract class SetXmppAllowedPartner : XmppAllowedPartnerCmdlet
{
    protected override void Work()
    {
        var identity = Text("Identity") ?? throw new LyncException("Identity is missing.", "IdentityMissing", ErrorCategory.InvalidArgument, null);
        if (!ShouldProcess(identity)) return;
        File.Change(state =>
        {
            var index = Find(state, identity);
            if (index < 0) throw GetXmppAllowedPartner.Missing(identity);
            state.Partners[index] = WithGiven(state.Partners[index]);
            return 0;
        });
    }
}

public abstract class RemoveXmppAllowedPartner : XmppAllowedPartnerCmdlet
{
    protected override void Work()
    {
        var identity = Text("Identity")!;
        if (!ShouldProcess(identity)) return;
        File.Change(state =>
        {
            var index = Find(state, identity);
            if (index < 0) throw GetXmppAllowedPartner.Missing(identity);
            state.Partners.RemoveAt(index);
            return 0;
        });
    }
}
