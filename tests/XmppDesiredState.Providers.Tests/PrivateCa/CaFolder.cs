using System.Collections.Immutable;
using XmppDesiredState.Certificates;
using XmppDesiredState.Changes;
using XmppDesiredState.Providers.PrivateCa;
using XmppDesiredState.Providers.Tests.PemFiles;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.PrivateCa;

/// <summary>A folder of a private CA for one test.</summary>
internal sealed class CaFolder : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("xmppstate-ca-");

    public bool Create { get; set; } = true;

    public SteadyClock Clock { get; } = new();

    public KeyPair Key { get; } = KeyPair.Create(KeyAlgorithm.Ecdsa, 256);

    public WantedCertificate Wanted { get; set; } = new("edge", "contoso.test", ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("organization", "Contoso"),
        ["contoso.test", "sip.contoso.test"], KeyAlgorithm.Ecdsa, 256, Exportable: true, ["serverAuth"], ["clientAuth"], "digest");

    public string PathOf(string file) => Path.Combine(root.FullName, "ca", file);

    public string Request(WantedCertificate? wanted = null, params string[] services) => SigningRequest.Create(Key, wanted ?? Wanted, services);

    public IProvider Provider() => new PrivateCaProviderFactory().Create(new ProviderSettings("lab-ca", root.FullName,
        Value.Map.NoItems.Add("path", new Value.Text(PathOf(""))).Add("create", new Value.Flag(Create)).Add("lifetime", new Value.Number(86400)).Add("name", new Value.Text("Test CA")),
        (_, _) => ValueTask.FromResult(ReadOnlyMemory<char>.Empty), Clock, _ => { }, AllowPrograms: false));

    public async Task<StepOutcome> IssueAsync(string? request, Operation operation = Operation.Issue, ObservedResource? before = null)
    {
        await using var provider = Provider();
        var outcomes = new List<StepOutcome>();
        var id = new ResourceId(Certificate.Kind, "edge");
        await foreach (var outcome in provider.ExecuteAsync([new Step(1, "lab-ca", id, null, operation, before, Wanted.Over(new Resource(id)), request)], CancellationToken.None)) outcomes.Add(outcome);
        return Assert.Single(outcomes);
    }

    /// <summary>A CA that somebody put there; the provider's own takes longer to make.</summary>
    public void Put()
    {
        var authority = CertificateAuthority.Create("Test CA", KeyAlgorithm.Ecdsa, 256, TimeSpan.FromDays(3650), Clock.Now);
        Directory.CreateDirectory(PathOf(""));
        File.WriteAllText(PathOf("ca.pem"), authority.Certificate.ToPem());
        File.WriteAllText(PathOf("key.pem"), authority.ToKeyPem());
    }

    public void Dispose() => root.Delete(recursive: true);
}
