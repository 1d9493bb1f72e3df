using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XmppDesiredState.Changes;
using XmppDesiredState.LyncPowerShell.World;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.Lync.Certificates;

/// <summary>Plays the engine between two Edge servers, each behind a PowerShell process of its own, and a CA with an intermediate one.</summary>
internal sealed class LyncCertificateBench : IAsyncDisposable
{
    public static readonly ResourceId Id = new(Certificate.Kind, "edge-external");

    public static readonly string[] Members = [LyncWorld.Edge1, LyncWorld.Edge2];

    public static readonly string[] Usages = ["AccessEdgeExternal", "AudioVideoAuthentication", "DataEdgeExternal", "XMPPServer"];

    private readonly LyncBench bench;
    private readonly LyncCa ca = new();
    private IProvider? provider;
    private int steps;

    /// <summary>Edge servers on which nobody has assigned anything yet.</summary>
    /// <param name="secret">The content of every secret.</param>
    public LyncCertificateBench(string secret = LyncBench.Secret)
    {
        bench = new LyncBench(secret);
        Connection = bench.Local;
        World.Arrange(state =>
        {
            for (var index = 0; index < state.Computers.Count; index++) state.Computers[index] = state.Computers[index] with { Store = state.Computers[index].Store.Clear(), Assigned = state.Computers[index].Assigned.Clear() };
        });
    }

    public LyncWorld World => bench.World;

    /// <summary>Whatever the provider said, for canaries.</summary>
    public List<string> Said { get; } = [];

    public List<string> Progress => bench.Progress;

    public WantedCertificate Wanted { get; set; } = new("edge-external", LyncWorld.AccessEdgeFqdn, ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("organization", "Contoso"),
        ["contoso.example", "sip.contoso.example", "webcon.contoso.example"], KeyAlgorithm.Ecdsa, 256, Exportable: true, ["serverAuth"], ["clientAuth"], "digest-1");

    public string FriendlyName { get; set; } = "Edge external";

    /// <summary>Who issues; "lync" is the provider itself, with the CA of the world.</summary>
    public string Issuer { get; set; } = "ca";

    /// <summary>One whose sessions stay warm. Set to null it is made anew, as a process would.</summary>
    public IProvider Provider => provider ??= bench.Provider(("timeout", new Value.Number(90)), ("certificateAuthority", new Value.Text(LyncWorld.AuthorityName)),
        ("machines", LyncBench.Map([.. Members.Select(member => (member, (Value)Connection(member)))])));

    /// <summary>How a member is reached: as a process here unless told otherwise.</summary>
    public Func<string, Value.Map> Connection { get; init; }

    public void StartAnew() => provider = null;

    public Resource After(string? installed = null, string? member = null)
    {
        var after = Wanted.Over(new Resource(Id).With(Certificate.Issuer, Issuer).With(Certificate.On, [.. Members]).With(Certificate.FriendlyName, FriendlyName));
        return installed is null ? after : after.With(Certificate.Current.Name, LyncBench.Map((member!, LyncBench.Map((Certificate.Thumbprint.Name, new Value.Text(installed))))));
    }

    public async Task<Observation> ObserveAsync()
    {
        var seen = await Provider.ObserveAsync(new Scope(Certificate.Kind, [After()], Unlisted: false), TestContext.Current.CancellationToken);
        Said.AddRange(seen.Resources.Select(resource => Text(new Value.Map(resource.Resource.Attributes)) + resource.Version));
        Said.AddRange(seen.Notes.Concat(seen.Unknown.Select(unknown => unknown.Why)).Select(note => note.ToString()));
        return seen;
    }

    public async Task<ObservedResource> SeenAsync() => Assert.Single((await ObserveAsync()).Resources);

    public async Task<OutstandingRequest?> NextAsync() => OutstandingRequest.Of((await SeenAsync()).Resource);

    public static InstalledCertificate? Slot(ObservedResource seen, string member) =>
        seen.Resource[Certificate.Current] is Value.Map map && map.Items.GetValueOrDefault(member) is Value.Map slot ? InstalledCertificate.Of(slot) : null;

    public async Task<StepOutcome> RunAsync(Operation operation, string? artifact = null, string? installed = null, string member = LyncWorld.Edge1, ObservedResource? before = null)
    {
        var step = new Step(++steps, "lync", Id, member, operation, before ?? await SeenAsync(), After(installed, member), artifact);
        var outcome = await LyncBench.RunOneAsync(Provider, step);
        Said.Add($"{outcome} {outcome.Artifact}");
        return outcome;
    }

    /// <summary>As the engine has it: on no member.</summary>
    public async Task<StepOutcome> IssueAsync()
    {
        var outcome = await LyncBench.RunOneAsync(Provider, new Step(++steps, "lync", Id, null, Operation.Issue, await SeenAsync(), After(), null));
        Said.Add($"{outcome} {outcome.Artifact}");
        return outcome;
    }

    /// <summary>The chain that the CA sends for a request.</summary>
    public string Sign(string request, bool withIntermediate = true) => ca.Sign(request, Wanted.Names, withIntermediate);

    /// <summary>Request, issue, accept; the thumbprint.</summary>
    public async Task<string> ObtainAsync() => Good(await RunAsync(Operation.Accept, Sign(Good(await RunAsync(Operation.Request)))));

    public async Task InstallAsync(string thumbprint)
    {
        foreach (var member in Members) Good(await RunAsync(Operation.Install, installed: thumbprint, member: member));
    }

    public async Task<string> ApplyAsync()
    {
        var thumbprint = await ObtainAsync();
        await InstallAsync(thumbprint);
        Everywhere(thumbprint);
        return thumbprint;
    }

    /// <summary>As the planner goes on from what is there; the first outcome that is not good, or null at the end.</summary>
    public async Task<StepOutcome?> GoOnAsync()
    {
        var next = await NextAsync();
        var thumbprint = next?.Accepted;
        if (thumbprint is null)
        {
            var seen = await SeenAsync();
            if (Members.Select(member => Slot(seen, member)).All(slot => slot is { Thumbprint.Length: > 0, Differing.IsEmpty: true })) return null;
            if (next is null)
            {
                var request = await RunAsync(Operation.Request);
                if (!IsGood(request)) return request;
                next = await NextAsync();
            }

            var accept = await RunAsync(Operation.Accept, Sign(next!.Request));
            if (!IsGood(accept)) return accept;
            thumbprint = accept.Artifact!;
        }

        foreach (var member in Members)
        {
            var install = await RunAsync(Operation.Install, installed: thumbprint, member: member);
            if (!IsGood(install)) return install;
        }

        return null;
    }

    /// <summary>Every usage of both Edge servers has it, and both have its key.</summary>
    public void Everywhere(string thumbprint) => Assert.All(Members, member =>
    {
        Assert.Equal(Usages, World.Certificates.Assigned(member).Keys);
        Assert.All(World.Certificates.Assigned(member).Values, assigned => Assert.Equal(thumbprint, assigned));
        Assert.True(World.Certificates.On(member).Single(stored => stored.Thumbprint == thumbprint).HasKey);
    });

    /// <summary>A certificate of somebody else, assigned to usages of one machine.</summary>
    public string AssignAnother(string member, params string[] usages)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var another = new CertificateRequest("CN=another.example", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        World.Assign(member, another, usages);
        return another.Thumbprint;
    }

    /// <summary>Files that a machine keeps for programs.</summary>
    public IEnumerable<string> Files(string member) => Directory.Exists(Path.Combine(World.Folder, "ProgramData-" + member))
        ? Directory.EnumerateFiles(Path.Combine(World.Folder, "ProgramData-" + member), "*", SearchOption.AllDirectories) : [];

    public static bool IsGood(StepOutcome outcome) => outcome.Result is StepResult.Applied or StepResult.AlreadyThere;

    public static string Good(StepOutcome outcome)
    {
        Assert.True(IsGood(outcome), outcome.ToString());
        return outcome.Artifact ?? throw new InvalidOperationException("No artifact.");
    }

    public async ValueTask DisposeAsync()
    {
        await bench.DisposeAsync();
        ca.Dispose();
    }

    private static string Text(Value value) => value switch
    {
        Value.Map map => string.Join('\n', map.Items.Select(item => $"{item.Key}: {Text(item.Value)}")),
        Value.List list => string.Join(", ", list.Items.Select(Text)),
        Value.Text text => text.Content,
        _ => value.ToString(),
    };
}
