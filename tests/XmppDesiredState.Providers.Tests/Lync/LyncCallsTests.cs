using XmppDesiredState.Changes;
using XmppDesiredState.Providers.Lync;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.Lync;

public sealed class LyncCallsTests
{
    private static readonly ResourceId Fabrikam = new(Partner.Kind, "fabrikam.com");

    [Fact]
    public void A_new_partner_gets_only_what_is_declared()
    {
        var after = new Resource(Fabrikam).With(Partner.Type, PartnerType.Federated).With(Partner.AdditionalDomains, ["b.fabrikam.com", "a.fabrikam.com"]).With("description", Value.Cleared.Instance);

        Assert.Equal("New-CsXmppAllowedPartner -Identity fabrikam.com -PartnerType Federated -AdditionalDomains a.fabrikam.com,b.fabrikam.com -Confirm:False", Show(Create(after).Change));
        Assert.Null(Create(after).Seen);
    }

    [Fact]
    public void A_change_of_one_negotiation_setting_sends_all_three_in_one_call()
    {
        var before = new Resource(Fabrikam).With(Partner.Type, PartnerType.Federated).With(Partner.Negotiation, Negotiation.OnCreate);
        var after = before.With(Partner.Negotiation, Negotiation.OnCreate with { Sasl = NegotiationLevel.Required });

        Assert.Equal("Set-CsXmppAllowedPartner -Identity fabrikam.com -TlsNegotiation Required -SaslNegotiation Required -SupportDialbackNegotiation:True -Confirm:False", Show(Update(before, after).Change));
    }

    [Fact]
    public void Additional_domains_are_added_and_removed_one_by_one()
    {
        var before = new Resource(Fabrikam).With(Partner.AdditionalDomains, ["a.fabrikam.com", "b.fabrikam.com"]);
        var after = new Resource(Fabrikam).With(Partner.AdditionalDomains, ["b.fabrikam.com", "c.fabrikam.com"]);

        Assert.Equal("Set-CsXmppAllowedPartner -Identity fabrikam.com -AdditionalDomains +c.fabrikam.com-a.fabrikam.com -Confirm:False", Show(Update(before, after).Change));
    }

    [Fact]
    public void Emptied_domains_are_removed_by_name_and_an_emptied_text_by_null()
    {
        var before = new Resource(Fabrikam).With(Partner.AdditionalDomains, ["a.fabrikam.com"]).With(Partner.Description, "old").With(Partner.Proxy, "p.fabrikam.com");
        var after = new Resource(Fabrikam).With("additionalDomains", Value.Cleared.Instance).With("description", Value.Cleared.Instance).With("proxy", Value.Cleared.Instance);

        Assert.Equal("Set-CsXmppAllowedPartner -Identity fabrikam.com -Description null -AdditionalDomains -a.fabrikam.com -ProxyFqdn null -Confirm:False", Show(Update(before, after).Change));
    }

    [Fact]
    public void What_is_not_reported_is_sent_as_a_whole()
    {
        var after = new Resource(Fabrikam).With(Partner.AdditionalDomains, ["a.fabrikam.com"]);

        Assert.Equal("Set-CsXmppAllowedPartner -Identity fabrikam.com -AdditionalDomains a.fabrikam.com -Confirm:False", Show(Update(new Resource(Fabrikam), after).Change));
    }

    [Fact]
    public void The_identity_is_the_native_one_where_it_was_observed()
    {
        var before = new ObservedResource(new Resource(Fabrikam).With(Partner.ConnectionLimit, 5), "Fabrikam.COM\nhash");
        var write = LyncCalls.Of(new Step(1, "lync", Fabrikam, null, Operation.Delete, before, null));

        Assert.Equal("Remove-CsXmppAllowedPartner -Identity Fabrikam.COM -Confirm:False", Show(write!.Change));
        Assert.Equal("Get-CsXmppAllowedPartner -Filter Fabrikam.COM", Show(write.Get));
        Assert.Null(write.Wanted);
    }

    [Theory]
    [InlineData("tag:Sales", "Sales")]
    [InlineData("site:Redmond", "site:Redmond")]
    [InlineData("tag:global", "tag:global")]
    [InlineData("tag:Global", "tag:Global")]
    [InlineData("tag:a:b", "tag:a:b")]
    public void A_policy_for_users_is_made_by_its_bare_name(string name, string identity) =>
        Assert.StartsWith($"New-CsExternalAccessPolicy -Identity {identity} -EnableXmppAccess", Show(Create(new Resource(new ResourceId(AccessPolicy.Kind, name)).With(AccessPolicy.EnableXmppAccess, true)).Change), StringComparison.Ordinal);

    [Fact]
    public void A_name_with_wildcards_finds_only_itself()
    {
        var policy = new Resource(new ResourceId(AccessPolicy.Kind, "tag:all*[x]`?")).With(AccessPolicy.EnableXmppAccess, true);

        Assert.Equal("Get-CsExternalAccessPolicy -Filter tag:all`*`[x`]```?", Show(Create(policy).Get));
    }

    [Fact]
    public void Settings_name_their_one_instance()
    {
        var (before, after) = (new Resource(GatewaySettings.Id).With(GatewaySettings.KeepAliveInterval, TimeSpan.FromMinutes(5)), new Resource(GatewaySettings.Id).With(GatewaySettings.KeepAliveInterval, TimeSpan.FromHours(1)));

        Assert.Equal("Set-CsXmppGatewayConfiguration -Identity global -KeepAliveInterval 3600 -Confirm:False", Show(Update(before, after).Change));
        Assert.Equal("Set-CsAccessEdgeConfiguration -Identity global -AllowFederatedUsers:True -Confirm:False",
            Show(Update(new Resource(EdgeAccess.Id).With(EdgeAccess.AllowFederatedUsers, false), new Resource(EdgeAccess.Id).With(EdgeAccess.AllowFederatedUsers, true)).Change));
    }

    [Fact]
    public void A_secret_stays_a_reference_and_is_always_sent()
    {
        var reference = new SecretReference(SecretSource.Environment, ["PASSPHRASE"]);
        var write = Update(new Resource(GatewaySettings.Id).With(GatewaySettings.ConnectionLimit, 5), new Resource(GatewaySettings.Id).With(GatewaySettings.ConnectionLimit, 5).With(GatewaySettings.DialbackPassphrase, new Value.Secret(reference)));

        Assert.Equal([new("Identity", new LyncArgument.Text("global")), new("DialbackPassphrase", new LyncArgument.Secret(reference)), new("Confirm", new LyncArgument.Flag(false))], write.Change.Parameters);
        Assert.True(write.BringsSecret);
        Assert.DoesNotContain(write.Wanted!.Value, property => property.Name == "DialbackPassphrase");
    }

    [Theory]
    [InlineData("access-policy", "global", Operation.Create)]
    [InlineData("access-policy", "global", Operation.Delete)]
    [InlineData("edge-access", "global", Operation.Create)]
    [InlineData("gateway-settings", "global", Operation.Delete)]
    [InlineData("partner", "fabrikam.com", Operation.Restart)]
    [InlineData("service", "edge", Operation.Create)]
    [InlineData("certificate", "edge", Operation.Create)]
    public void What_is_not_possible_gives_no_call(string kind, string name, Operation operation)
    {
        var resource = new Resource(new ResourceId(Kind.Find(kind)!, name));

        Assert.Null(LyncCalls.Of(new Step(1, "lync", resource.Id, null, operation, new ObservedResource(resource, ""), resource)));
    }

    [Fact]
    public void A_service_is_named_on_its_machine_in_every_call()
    {
        Assert.Equal("Get-CsWindowsService -ComputerName edge1.contoso.local", Show(LyncCalls.Services("edge1.contoso.local")));
        Assert.Equal("Stop-CsWindowsService -Name RTCSRV -ComputerName edge1.contoso.local -Graceful:True -NoWait:True -Confirm:False", Show(LyncCalls.Stop("edge1.contoso.local", "RTCSRV", drain: true)));
        Assert.Equal("Start-CsWindowsService -Name RTCSRV -ComputerName edge1.contoso.local -Confirm:False", Show(LyncCalls.Start("edge1.contoso.local", "RTCSRV")));
    }

    private static LyncWrite Create(Resource after) => LyncCalls.Of(new Step(1, "lync", after.Id, null, Operation.Create, null, after))!;

    private static LyncWrite Update(Resource before, Resource after) => LyncCalls.Of(new Step(1, "lync", after.Id, null, Operation.Update, new ObservedResource(before, ""), after))!;

    private static string Show(LyncCall call) => string.Join(' ', [call.Cmdlet, .. call.Parameters.Select(parameter => parameter.Argument is LyncArgument.Flag flag ? $"-{parameter.Name}:{flag.Content}" : $"-{parameter.Name} {Show(parameter.Argument)}")]);

    private static string Show(LyncArgument argument) => argument switch
    {
        LyncArgument.Text text => text.Content,
        LyncArgument.Number number => $"{number.Content}",
        LyncArgument.Texts texts => string.Join(',', texts.Items),
        LyncArgument.ListChange change => string.Concat(change.Add.Select(item => $"+{item}").Concat(change.Remove.Select(item => $"-{item}"))),
        _ => "null",
    };
}
