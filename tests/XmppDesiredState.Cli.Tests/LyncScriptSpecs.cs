using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Cli.Tests.EndToEnd.Lync;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Diffing;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Engine.Scripts;
using XmppDesiredState.Providers.Lync;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Cli.Tests;

/// <summary>The two PowerShell scripts as a careful administrator reads them.</summary>
public sealed class LyncScriptSpecs
{
    private static readonly SourceSpan Where = new("desired.yaml", 1, 1, 1, 2);

    private static readonly DesiredState Desired = new()
    {
        Name = "contoso",
        Sections = [.. new[] { EdgeAccess.Kind, GatewaySettings.Kind, Service.Kind, Partner.Kind }.Select(kind => new Section(kind, ["lync"], UnlistedPolicy.Report, RemovedPolicy.Delete, false, Where))],
        Providers = ImmutableSortedDictionary.Create<string, ProviderDeclaration>(StringComparer.Ordinal).Add("lync", new ProviderDeclaration("lync", "lync", Value.Map.NoItems, "/", Where)),
    };

    [Fact]
    public void I_can_read_the_script_of_a_plan()
    {
        var fabrikam = new Resource(new ResourceId(Partner.Kind, "fabrikam.com")).With(Partner.Type, PartnerType.Federated).With(Partner.Description, "Konrad\u2019s \u201cbig\u201d partner")
            .With(Partner.AdditionalDomains, ["eu.fabrikam.com", "it.fabrikam.com"]).With(Partner.Negotiation, Negotiation.OnCreate).With(Partner.KeepAlive, true);
        var plan = PlanOf(
            (Operation.Update, new Resource(GatewaySettings.Id).With(GatewaySettings.KeepAliveInterval, TimeSpan.FromMinutes(5)),
                new Resource(GatewaySettings.Id).With(GatewaySettings.KeepAliveInterval, TimeSpan.FromMinutes(4)).With(GatewaySettings.DialbackPassphrase, new Value.Secret(new SecretReference(SecretSource.Environment, ["DIALBACK"]), 1))),
            (Operation.Create, null, new Resource(new ResourceId(Partner.Kind, "northwind.example")).With(Partner.Type, PartnerType.PublicVerified).With(Partner.Negotiation, Negotiation.OnCreate)),
            (Operation.Update, fabrikam, fabrikam.With(Partner.AdditionalDomains, ["it.fabrikam.com", "us.fabrikam.com"]).With(Partner.KeepAlive, false).With(Partner.Description.Name, Value.Cleared.Instance)),
            (Operation.Delete, new Resource(new ResourceId(Partner.Kind, "tailspintoys.com")).With(Partner.Type, PartnerType.Federated), null));
        plan = plan with
        {
            Changes = [.. plan.Changes, plan.Changes[1] with { Address = new Address(new ResourceId(Partner.Kind, "blocked.example"), "lync"), Steps = [], Blocked = CommandLineDiagnostics.Declined.At(null, "A guard holds it back.", "") }],
        };

        var script = Write(plan);

        _ = ByHandScene.CommandsOf(script);
        Golden.Matches("script.ps1", script);
    }

    [Fact]
    public void I_can_read_the_script_that_reads()
    {
        var script = new ScriptWriter([new LyncProviderFactory()], "1.2.3").WriteReading(Desired, LastApplied.None, "lync");

        _ = ByHandScene.CommandsOf(script);
        Golden.Matches("observe.ps1", script);
    }

    [Fact]
    public void Names_of_files_break_out_of_nothing()
    {
        const string Hostile = "x'; exit 7 #\n\u2019; exit 7 #>";
        var desired = Desired with { Name = Hostile, Providers = Desired.Providers.Add(Hostile, Desired.Providers["lync"] with { Name = Hostile }) };

        var commands = ByHandScene.CommandsOf(new ScriptWriter([new LyncProviderFactory()], Hostile).WriteReading(desired, LastApplied.None, Hostile));

        Assert.DoesNotContain("exit", commands);
    }

    /// <summary>A plan that restarts the Edge services of one member.</summary>
    internal static string RestartScript(string member)
    {
        var id = new ResourceId(Service.Kind, "edge");
        var after = new Resource(id).With(Service.Members, [member]).With(Service.Drain, TimeSpan.FromSeconds(1));
        var plan = PlanOf((Operation.Restart, new Resource(id), after));
        return Write(plan with { Steps = [.. plan.Steps.Select(step => step with { Step = step.Step with { Member = member } })] });
    }

    private static string Write(Plan plan) => new ScriptWriter([new LyncProviderFactory()], "1.2.3").Write(plan, Desired, LastApplied.None, "lync", change =>
        [.. ChangeRows.Of(change).Select(row => $"{row.Sign} {row.Name}  {row.Value}")]).Text;

    private static Plan PlanOf(params (Operation Operation, Resource? Before, Resource? After)[] steps)
    {
        var (planned, changes) = (new List<PlannedStep>(), new List<Change>());
        foreach (var (operation, before, after) in steps)
        {
            var address = new Address((after ?? before)!.Id, "lync");
            var step = new Step(planned.Count + 1, "lync", address.Id, null, operation, before is null ? null : new ObservedResource(before, ""), after);
            planned.Add(new PlannedStep(step, address.Id.Kind.Phase, [], address));
            ImmutableArray<int> ids = [step.Id];
            if (operation != Operation.Restart)
            {
                planned.Add(new PlannedStep(step with { Id = step.Id + 1, Operation = Operation.Settle }, address.Id.Kind.Phase, [step.Id], address));
                ids = [step.Id, step.Id + 1];
            }

            changes.Add(new Change
            {
                Address = address,
                Action = Enum.Parse<ChangeAction>(operation.ToString()),
                Before = before,
                After = after,
                Attributes = [.. address.Id.Kind.Fields.Where(field => !Equals(before?[field], after?[field]) && (after is null || after[field] is not null)).Select(field => new AttributeChange(field, before?[field], after?[field]))],
                Reason = "because_it_differs",
                Steps = ids,
            });
        }

        return Plans.Nothing with { Changes = [.. changes], Steps = [.. planned], Targets = Plans.Nothing.Targets.Add("lync", "lync fe1.contoso.example") };
    }
}
