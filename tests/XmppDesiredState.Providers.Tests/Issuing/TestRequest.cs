using System.Collections.Immutable;
using XmppDesiredState.Certificates;
using XmppDesiredState.Changes;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.Issuing;

/// <summary>A wanted certificate with a key and a request for it, and the steps and slots made from them.</summary>
internal sealed class TestRequest
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public TestRequest(string name = "edge-external", params string[] names)
    {
        ImmutableArray<string> wantedNames = names.Length == 0 ? ["contoso.test", "xmpp.contoso.test"] : [.. names];
        Wanted = new WantedCertificate(name, wantedNames[0], ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), wantedNames, KeyAlgorithm.Ecdsa, 256, Exportable: false, ["serverAuth"], ["clientAuth"], "digest");
        Key = KeyPair.Create(KeyAlgorithm.Ecdsa, 256);
        Pem = SigningRequest.Create(Key, Wanted, []);
    }

    public WantedCertificate Wanted { get; }

    public KeyPair Key { get; }

    public string Pem { get; }

    public SigningRequest Request => SigningRequest.Read(Pem)!;

    public ResourceId Id => new(Certificate.Kind, Wanted.Name);

    public Resource After => Wanted.Over(new Resource(Id));

    /// <summary>Handed on by the step that made it in this run.</summary>
    public Step Fresh => new(1, "ca", Id, null, Operation.Issue, null, After, Pem);

    /// <summary>As an earlier run left it.</summary>
    public Step Outstanding(DateTimeOffset requestedAt, params DateTimeOffset[] ends) =>
        new(1, "ca", Id, null, Operation.Issue, new ObservedResource(Observed(requestedAt, ends), ""), After);

    public Resource Observed(DateTimeOffset requestedAt, params DateTimeOffset[] ends)
    {
        var seen = new Resource(Id).With(Certificate.Next.Name, new OutstandingRequest("digest", Key.Fingerprint, requestedAt, Pem).ToValue());
        var current = ends.Select((end, index) => KeyValuePair.Create($"edge{index}", (Value)new InstalledCertificate($"{index}", Wanted.Names, ["serverAuth"], "RSA 2048", "", "", end.AddDays(-90), end).ToValue()));
        return ends.Length == 0 ? seen : seen.With(Certificate.Current.Name, new Value.Map(Value.Map.NoItems.AddRange(current)));
    }

    public static async Task<StepOutcome> RunAsync(IProvider provider, Step step)
    {
        var outcomes = new List<StepOutcome>();
        await foreach (var outcome in provider.ExecuteAsync([step], CancellationToken.None)) outcomes.Add(outcome);
        return Assert.Single(outcomes);
    }
}
