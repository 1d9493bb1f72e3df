using System.Management.Automation;

namespace XmppDesiredState.LyncPowerShell.Cmdlets;

public abstract class GetXmppAllowedPartner : XmppAllowedPartnerCmdlet
{
    protected override void Work()
    {
        var identity = Text("Identity");
        var filter = WildcardPattern.Get(Text("Filter") ?? "*", WildcardOptions.IgnoreCase);
        var found = File.Read(state => state.Partners.FindAll(partner => identity is null ? filter.IsMatch(partner.Identity) : partner.Identity.Equals(identity, StringComparison.OrdinalIgnoreCase)));
        if (identity is not null && found.Count == 0) throw LyncException.Missing(Noun, identity);
        foreach (var partner in found) WriteObject(Shown(partner));
    }
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
            Write(state =>
            {
                if (Find(state, partner.Identity) >= 0) throw LyncException.Duplicate(Noun, partner.Identity);
                state.Partners.Add(partner);
            });
            WriteObject(Shown(partner));
        }
    }
}

public abstract class SetXmppAllowedPartner : XmppAllowedPartnerCmdlet
{
    protected override void Work()
    {
        var instance = Given("Instance") is null ? null : Taken(PSObject.AsPSObject(MyInvocation.BoundParameters["Instance"]));
        // The reference marks neither as required; there is no partner without a name.
        var identity = instance?.Identity ?? Text("Identity") ?? throw LyncException.Invalid("Either -Identity or -Instance must be given.", null);
        if (!ShouldProcess(identity)) return;
        Write(state =>
        {
            var index = Find(state, identity);
            if (index >= 0) state.Partners[index] = WithGiven(instance ?? state.Partners[index]);
            else state.Partners.Add(WithGiven(instance ?? throw LyncException.Missing(Noun, identity)));
        });
    }
}

public abstract class RemoveXmppAllowedPartner : XmppAllowedPartnerCmdlet
{
    protected override void Work()
    {
        var identity = Text("Identity")!;
        if (!ShouldProcess(identity)) return;
        Write(state =>
        {
            var index = Find(state, identity);
            if (index < 0) throw LyncException.Missing(Noun, identity);
            state.Partners.RemoveAt(index);
        });
    }
}
