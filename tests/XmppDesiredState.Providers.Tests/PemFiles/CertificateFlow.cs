using System.Collections.Immutable;
using XmppDesiredState.Certificates;
using XmppDesiredState.Changes;
using XmppDesiredState.Files;
using XmppDesiredState.Providers.PemFiles;
using XmppDesiredState.Providers.PrivateCa;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.PemFiles;

/// <summary>Plays the engine between a store and an issuer, each provider made anew for each step as a process would.</summary>
internal sealed class CertificateFlow : IDisposable
{
    public const string Password = "canary-of-the-pfx-password";

    public static readonly ResourceId Id = new(Certificate.Kind, "edge");

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("xmppstate-pem-");
    private ImmutableSortedDictionary<string, Value> options;
    private int steps;

    public CertificateFlow(params string[] members)
    {
        Members = members;
        options = Value.Map.NoItems.Add("path", new Value.Text(PathOf("certs")));
        if (members.Length < 2) return;
        options = options.Add("members", new Value.Map(members.ToImmutableSortedDictionary(member => member, member => (Value)new Value.Text(PathOf(member)), StringComparer.Ordinal)));
        foreach (var member in members) Directory.CreateDirectory(PathOf(member));
    }

    public string[] Members { get; }

    public SteadyClock Clock { get; } = new();

    /// <summary>Whatever a provider said, for canaries.</summary>
    public List<string> Said { get; } = [];

    public WantedCertificate Wanted { get; set; } = new("edge", "contoso.test", ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("organization", "Contoso"),
        ["contoso.test", "sip.contoso.test"], KeyAlgorithm.Ecdsa, 256, Exportable: true, ["serverAuth"], ["clientAuth"], "digest-1");

    public string Secret { get; set; } = Password;

    public string Member => Members.Length == 0 ? PemFilesOptions.OnlyMember : Members[0];

    public string PathOf(string name) => Path.Combine(root.FullName, name);

    /// <summary>The folder of the certificate on a member.</summary>
    public string Live(string? member = null) => Path.Combine(Members.Length < 2 ? PathOf("certs") : PathOf(member ?? Members[0]), "edge");

    public string File(string name, string? member = null) => Path.Combine(Live(member), name);

    public void Set(string option, Value value) => options = options.SetItem(option, value);

    public void UsePfx(string algorithms) => Set("pfx", new Value.Map(Value.Map.NoItems
        .Add("password", new Value.Secret(new SecretReference(SecretSource.Environment, ["PFX"]))).Add("algorithms", new Value.Text(algorithms))));

    public Resource After(string? installed = null, string? member = null)
    {
        var after = Wanted.Over(new Resource(Id).With(Certificate.Issuer, "lab-ca").With(Certificate.On, [.. Members.Length == 0 ? [PemFilesOptions.OnlyMember] : Members]));
        return installed is null ? after : after.With(Certificate.Current.Name, new Value.Map(Value.Map.NoItems.Add(member ?? Member,
            new Value.Map(Value.Map.NoItems.Add(Certificate.Thumbprint.Name, new Value.Text(installed))))));
    }

    public async Task<Observation> ObserveAsync()
    {
        await using var store = Store();
        var seen = await store.ObserveAsync(new Scope(Certificate.Kind, [After()], Unlisted: false), CancellationToken.None);
        Said.AddRange(seen.Resources.Select(resource => Text(new Value.Map(resource.Resource.Attributes)) + resource.Version));
        Said.AddRange(seen.Notes.Concat(seen.Unknown.Select(unknown => unknown.Why)).Select(note => note.ToString()));
        return seen;
    }

    public async Task<ObservedResource> SeenAsync() => Assert.Single((await ObserveAsync()).Resources);

    /// <summary>The thumbprint of each member that has something.</summary>
    public async Task<ImmutableSortedDictionary<string, string>> ThumbprintsAsync() => (await SeenAsync()).Resource[Certificate.Current] is Value.Map map
        ? map.Items.ToImmutableSortedDictionary(slot => slot.Key, slot => InstalledCertificate.Of((Value.Map)slot.Value).Thumbprint, StringComparer.Ordinal)
        : ImmutableSortedDictionary<string, string>.Empty;

    public async Task<OutstandingRequest?> NextAsync() => OutstandingRequest.Of((await SeenAsync()).Resource);

    public async Task<StepOutcome> RunAsync(Operation operation, string? artifact = null, string? installed = null, string? member = null, ObservedResource? before = null)
    {
        await using var store = Store();
        var step = new Step(++steps, "store", Id, member ?? Member, operation, before ?? await SeenAsync(), After(installed, member), artifact);
        return await RunAsync(store, step);
    }

    public async Task<StepOutcome> IssueAsync(string request)
    {
        if (!Directory.Exists(PathOf("ca")))
        {
            // Made here and not by the provider, whose RSA key would take most of the time of these tests.
            var authority = CertificateAuthority.Create("Flow CA", KeyAlgorithm.Ecdsa, 256, TimeSpan.FromDays(3650), Clock.Now);
            Directory.CreateDirectory(PathOf("ca"));
            System.IO.File.WriteAllText(PathOf("ca/ca.pem"), authority.Certificate.ToPem());
            AtomicFile.Write(PathOf("ca/key.pem"), System.Text.Encoding.ASCII.GetBytes(authority.ToKeyPem()), AtomicFile.Private);
        }

        await using var issuer = new PrivateCaProviderFactory().Create(Settings(Value.Map.NoItems.Add("path", new Value.Text(PathOf("ca")))));
        return await RunAsync(issuer, new Step(++steps, "lab-ca", Id, null, Operation.Issue, await SeenAsync(), After(), request));
    }

    /// <summary>Request, issue, accept; the thumbprint.</summary>
    public async Task<string> ObtainAsync()
    {
        var request = Good(await RunAsync(Operation.Request));
        var chain = Good(await IssueAsync(request));
        return Good(await RunAsync(Operation.Accept, chain));
    }

    /// <summary>All of it; the thumbprint that every member has then.</summary>
    public async Task<string> ApplyAsync()
    {
        var thumbprint = await ObtainAsync();
        await InstallAsync(thumbprint);
        return thumbprint;
    }

    public async Task InstallAsync(string thumbprint)
    {
        foreach (var member in Members.DefaultIfEmpty(PemFilesOptions.OnlyMember)) Good(await RunAsync(Operation.Install, installed: thumbprint, member: member));
        Assert.All(await ThumbprintsAsync(), member => Assert.Equal(thumbprint, member.Value));
        Assert.Null(await NextAsync());
    }

    public static string Good(StepOutcome outcome)
    {
        Assert.True(outcome.Result is StepResult.Applied or StepResult.AlreadyThere, outcome.ToString());
        return outcome.Artifact ?? throw new InvalidOperationException("No artifact.");
    }

    /// <summary>Every file below a folder, by its path.</summary>
    public static SortedDictionary<string, byte[]> Snapshot(string folder) => new(Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(folder, path), System.IO.File.ReadAllBytes, StringComparer.Ordinal)
        : [], StringComparer.Ordinal);

    public static void Restore(string folder, SortedDictionary<string, byte[]> snapshot)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        foreach (var (file, content) in snapshot)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
            System.IO.File.WriteAllBytes(Path.Combine(folder, file), content);
        }
    }

    public IProvider Store() => new PemFilesProviderFactory().Create(Settings(options));

    public void Dispose() => root.Delete(recursive: true);

    private async Task<StepOutcome> RunAsync(IProvider provider, Step step)
    {
        var outcomes = new List<StepOutcome>();
        await foreach (var outcome in provider.ExecuteAsync([step], CancellationToken.None)) outcomes.Add(outcome);
        Said.AddRange(outcomes.Select(outcome => $"{outcome} {outcome.Artifact}"));
        return Assert.Single(outcomes);
    }

    private ProviderSettings Settings(ImmutableSortedDictionary<string, Value> given) => new("store", root.FullName, given, (_, _) => ValueTask.FromResult<ReadOnlyMemory<char>>(Secret.AsMemory()), Clock, Said.Add, AllowPrograms: true);

    private static string Text(Value value) => value switch
    {
        Value.Map map => string.Join('\n', map.Items.Select(item => $"{item.Key}: {Text(item.Value)}")),
        Value.List list => string.Join(", ", list.Items.Select(Text)),
        Value.Text text => text.Content,
        _ => value.ToString(),
    };
}
