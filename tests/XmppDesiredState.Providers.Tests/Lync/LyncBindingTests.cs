using System.Collections;
using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.LyncPowerShell;
using XmppDesiredState.PowerShell.Tests.Scripts;
using XmppDesiredState.Providers.Lync;
using XmppDesiredState.Providers.Lync.Certificates;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.Lync;

/// <summary>Every call that the provider can make, bound by the real engine against the documented parameter sets.</summary>
public sealed class LyncBindingTests(LyncBindingTests.Fixture fixture) : IClassFixture<LyncBindingTests.Fixture>
{
    private static readonly string[] NotBound = ["NamedParameterNotFound", "AmbiguousParameterSet", "CannotConvertArgument", "ParameterArgument", "MissingMandatoryParameter", "CommandNotFound", "PositionalParameterNotFound"];

    public static TheoryData<string> Calls() => [.. All().Keys];

    public static TheoryData<string, string> Parameters()
    {
        var data = new TheoryData<string, string>();
        foreach (var (name, call) in All())
        {
            foreach (var parameter in call.Parameters) data.Add(name, parameter.Name);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void Call_IsBound(string name) => Assert.DoesNotContain(Errors(All()[name]), error => NotBound.Any(id => error.Contains(id, StringComparison.OrdinalIgnoreCase)));

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Parameter_Renamed_IsRefused(string name, string parameter)
    {
        var call = All()[name];

        Assert.Contains(Errors(call with { Parameters = [.. call.Parameters.Select(given => given.Name == parameter ? given with { Name = parameter + "X" } : given)] }),
            // Without the switch that tells its set from others the binder does not get so far.
            error => error.StartsWith("NamedParameterNotFound", StringComparison.Ordinal) || (parameter is "List" or "Retrieve" && error.StartsWith("AmbiguousParameterSet", StringComparison.Ordinal)));
    }

    [Fact]
    public void Cmdlets_OfTheCalls_AreThoseOfTheReference() => Assert.Empty(All().Values.Select(call => call.Cmdlet).Except(LyncEngine.Cmdlets, StringComparer.Ordinal));

    [Fact]
    public void Cmdlets_OfEveryKind_AreAmongTheCalls() =>
        Assert.Empty(LyncCapabilities.All.SelectMany(capability => LyncCalls.CmdletsOf(capability.Kind)).Except(All().Values.Select(call => call.Cmdlet), StringComparer.Ordinal));

    public static TheoryData<string> Scripts() =>
    [
        LyncScripts.Open, LyncScripts.Read, LyncScripts.Write, LyncScripts.Call, LyncScripts.CertificateRead, LyncScripts.CertificateRequest, LyncScripts.CertificateAccept, LyncScripts.CertificateExport,
        LyncScripts.CertificateReceive, LyncScripts.CertificateAssign, LyncScripts.CertificateFinish, LyncScripts.CertificateSubmit, LyncScripts.CertificateRetrieve,
    ];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Script_IsInTheLanguageOfPowerShell3(string script) => Assert.Empty(OldPowerShell.Problems(script));

    private List<string> Errors(LyncCall call) =>
        [.. fixture.Engine.Run(LyncScripts.Call, new Hashtable { ["Cmdlet"] = call.Cmdlet, ["Parameters"] = new Hashtable(LyncRows.Splat(call, LyncBench.Secret)) }).Errors.Select(error => error.FullyQualifiedErrorId)];

    // Each attribute of each kind once, alone and with all others, set and emptied.
    private static SortedDictionary<string, LyncCall> All()
    {
        var all = new SortedDictionary<string, LyncCall>(StringComparer.Ordinal)
        {
            ["replicas"] = LyncCalls.Replicas,
            ["store"] = LyncCalls.Store,
            ["sites"] = LyncCalls.Sites,
            ["edge pools"] = LyncCalls.EdgePools,
            ["services"] = LyncCalls.Services("edge1.contoso.example"),
            ["stop"] = LyncCalls.Stop("edge1.contoso.example", "RTCDATAPROXY", drain: false),
            ["drain"] = LyncCalls.Stop("edge1.contoso.example", "RTCDATAPROXY", drain: true),
            ["request"] = Request().With("Output", new LyncArgument.Text("nowhere/edge.req")),
            ["submit"] = Request().With("CA", new LyncArgument.Text("nowhere")),
            // As the scripts write them.
            ["list"] = new("Request-CsCertificate", new LyncParameter("List", new LyncArgument.Flag(true)), new LyncParameter("Confirm", new LyncArgument.Flag(false))),
            ["retrieve"] = new("Request-CsCertificate", new LyncParameter("Retrieve", new LyncArgument.Flag(true)), new LyncParameter("RequestId", new LyncArgument.Number(1)), new LyncParameter("Confirm", new LyncArgument.Flag(false))),
            ["assigned"] = new("Get-CsCertificate"),
            ["answer"] = new("Import-CsCertificate", new LyncParameter("Path", new LyncArgument.Text("nowhere/edge.p7b")), new LyncParameter("Confirm", new LyncArgument.Flag(false))),
            ["key"] = new("Import-CsCertificate", new LyncParameter("Path", new LyncArgument.Text("nowhere/edge.pfx")), new LyncParameter("Password", new LyncArgument.Text("p")),
                new LyncParameter("PrivateKeyExportable", new LyncArgument.Flag(true)), new LyncParameter("Confirm", new LyncArgument.Flag(false))),
            ["assign"] = new("Set-CsCertificate", new LyncParameter("Type", new LyncArgument.Texts(LyncUsages.OfAnEdge)), new LyncParameter("Thumbprint", new LyncArgument.Text(new string('A', 40))),
                new LyncParameter("Confirm", new LyncArgument.Flag(false))),
            ["start"] = LyncCalls.Start("edge1.contoso.example", "RTCDATAPROXY"),
        };
        foreach (var (kind, name) in new[] { (Partner.Kind, "fabrikam.example"), (AccessPolicy.Kind, "tag:Sales"), (GatewaySettings.Kind, "global"), (EdgeAccess.Kind, "global") })
        {
            var id = new ResourceId(kind, name);
            var whole = kind.Fields.Aggregate(new Resource(id), (resource, field) => resource.With(field.Name, Sample(field)));
            var nothing = new ObservedResource(new Resource(id), "");
            var seen = new ObservedResource(whole.Without(GatewaySettings.DialbackPassphrase), "");
            all[$"{kind} all"] = LyncCalls.All(kind)!;
            Add($"{kind} whole", new Step(1, "lync", id, null, Operation.Update, nothing, whole));
            Add($"{kind} new", new Step(1, "lync", id, null, Operation.Create, null, whole));
            Add($"{kind} removed", new Step(1, "lync", id, null, Operation.Delete, seen, null));
            foreach (var field in kind.Fields)
            {
                Add($"{kind} {field}", new Step(1, "lync", id, null, Operation.Update, nothing, new Resource(id).With(field.Name, Sample(field))));
                if (LyncField.Of(kind).Any(known => known.Field == field && known.CanBeEmpty))
                    Add($"{kind} {field} emptied", new Step(1, "lync", id, null, Operation.Update, seen, new Resource(id).With(field.Name, Value.Cleared.Instance)));
            }
        }

        return all;

        void Add(string name, Step step)
        {
            if (LyncCalls.Of(step) is not { } write) return;
            all[name] = write.Change;
            all[$"{name}, guard"] = write.Get;
        }
    }

    private static LyncCall Request()
    {
        var subject = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("organization", "Contoso").Add("organizationalUnit", "IT").Add("country", "US").Add("state", "WA").Add("locality", "Redmond");
        var wanted = new WantedCertificate("edge", "sip.contoso.example", subject, ["contoso.example", "sip.contoso.example"], KeyAlgorithm.Rsa, 2048, Exportable: true, ["serverAuth"], ["clientAuth"], "digest");
        return LyncCertificateCalls.Request(new Resource(new ResourceId(Certificate.Kind, "edge")).With(Certificate.FriendlyName, "Edge").With(Certificate.Template, "WebServer"), wanted);
    }

    private static Value Sample(Field field) => field switch
    {
        Field<bool> => new Value.Flag(true),
        Field<long> or Field<TimeSpan> => new Value.Number(600),
        Field<Negotiation> negotiation => negotiation.Type.Write(Negotiation.OnCreate),
        Field<PartnerType> type => type.Type.Write(PartnerType.Federated),
        Field<ImmutableArray<string>> list => list.Type.Write(["a.fabrikam.example", "b.fabrikam.example"]),
        Field<Value.Secret> => new Value.Secret(new SecretReference(SecretSource.Environment, ["PASS"])),
        _ => new Value.Text("proxy.fabrikam.example"),
    };

    public sealed class Fixture : IAsyncLifetime
    {
        private readonly LyncBench bench = new();

        public Fixture() => Engine = LyncEngine.Open(bench.World);

        public LyncEngine Engine { get; }

        public ValueTask InitializeAsync() => ValueTask.CompletedTask;

        public async ValueTask DisposeAsync()
        {
            Engine.Dispose();
            await bench.DisposeAsync();
        }
    }
}
