using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using XmppDesiredState.Changes;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Conformance.Fakes;

/// <summary>The way of a certificate through the fake. What stands between the PEM lines is a digest: enough to be told apart, nothing to trust.</summary>
[SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "A thumbprint is the SHA-1 of a certificate by definition.")]
internal sealed class FakeCertificates(FakeWorld world, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    public static string Thumbprint(string chain) => Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(chain)));

    public StepOutcome Request(Step step)
    {
        var live = Live(step);
        var next = Next(live);
        var digest = Text(step.After?.Attributes.GetValueOrDefault(Certificate.Next.Name) as Value.Map, Certificate.Digest) ?? DigestOf(step.After);
        if (Text(next, Certificate.Digest) == digest && Text(next, Certificate.Request) is { } request) return FakeExecution.AlreadyThere(step, request);
        request = Pem("CERTIFICATE REQUEST", $"{step.Resource} {digest} {world.Changes}");
        world.Put(live.With(Certificate.Next, Map((Certificate.Digest, digest), (Certificate.KeyFingerprint, Sha256("key of " + request)),
            (Certificate.RequestedAt, Iso(clock.GetUtcNow())), (Certificate.Request, request))));
        return FakeExecution.Applied(step, request);
    }

    public StepOutcome Issue(Step step)
    {
        if (world.IssuerWaits) return new StepOutcome(step.Id, StepResult.Waiting, FakeDiagnostics.Waits.At(null, $"The issuer has not answered the request of {step.Resource}.", "Ask the issuer."));
        return (step.Artifact ?? OutstandingRequest.Of(step.Before?.Resource)?.Request) is { } request
            ? FakeExecution.Applied(step, Pem("CERTIFICATE", "issued for " + request)) : FakeExecution.Refused(step, "there is no request");
    }

    public StepOutcome Accept(Step step)
    {
        var live = Live(step);
        if (Next(live) is not { } next || (step.Artifact ?? Text(next, Certificate.Chain)) is not { } chain) return FakeExecution.Refused(step, "there is no request, or no certificate");
        var thumbprint = Thumbprint(chain);
        if (Text(next, Certificate.Thumbprint) == thumbprint) return FakeExecution.AlreadyThere(step, thumbprint);
        world.Put(live.With(Certificate.Next.Name, new Value.Map(next.Items.SetItem(Certificate.Chain.Name, new Value.Text(chain)).SetItem(Certificate.Thumbprint.Name, new Value.Text(thumbprint)))));
        return FakeExecution.Applied(step, thumbprint);
    }

    public StepOutcome Install(Step step)
    {
        var live = Live(step);
        if (step.Member is not { } member || Wanted(step, member) is not { } thumbprint) return FakeExecution.Refused(step, "it names no member, or nothing to install");
        var current = Current(live);
        var installed = current.GetValueOrDefault(member);
        if (Text(installed as Value.Map, Certificate.Thumbprint) == thumbprint) return FakeExecution.AlreadyThere(step, thumbprint);
        var isThere = Text(Next(live), Certificate.Thumbprint) == thumbprint || current.Values.Any(slot => Text(slot as Value.Map, Certificate.Thumbprint) == thumbprint);
        if (!isThere) return FakeExecution.Refused(step, "what is to be installed is nowhere");
        world.Keep(step.Resource, member, installed);
        var (now, wanted) = (clock.GetUtcNow(), WantedCertificate.Of(step.After));
        current = current.SetItem(member, new InstalledCertificate(thumbprint, wanted.Names, wanted.Ask, $"{(wanted.Algorithm == KeyAlgorithm.Rsa ? "RSA" : "ECDSA")} {wanted.KeySize}",
            $"CN={wanted.CommonName}", "CN=fake", now, now + Lifetime).ToValue());
        var members = step.After!.TryGet(Certificate.On, out var on) ? on : [.. current.Keys];
        var isEverywhere = members.All(each => Text(current.GetValueOrDefault(each) as Value.Map, Certificate.Thumbprint) == thumbprint);
        live = live.With(Certificate.Current.Name, new Value.Map(current));
        world.Put(isEverywhere ? live.With(Certificate.Next.Name, Value.Cleared.Instance) : live);
        return FakeExecution.Applied(step, thumbprint);
    }

    public StepOutcome Restore(Step step)
    {
        if (step.Member is not { } member || Wanted(step, member) is not { } thumbprint) return FakeExecution.Refused(step, "it names no member, or nothing to put back");
        var live = Live(step);
        if (Text(Current(live).GetValueOrDefault(member) as Value.Map, Certificate.Thumbprint) == thumbprint) return FakeExecution.AlreadyThere(step, thumbprint);
        if (!world.TryGetPrevious(step.Resource, member, out var previous) || Text(previous as Value.Map, Certificate.Thumbprint) != thumbprint) return FakeExecution.Refused(step, "it was not installed before");
        world.Put(live.With(Certificate.Current.Name, new Value.Map(Current(live).SetItem(member, previous))));
        world.Keep(step.Resource, member, null);
        return FakeExecution.Applied(step, Text(previous as Value.Map, Certificate.Thumbprint));
    }

    private static string? Wanted(Step step, string member) =>
        Text((step.After?[Certificate.Current] as Value.Map)?.Items.GetValueOrDefault(member) as Value.Map, Certificate.Thumbprint);

    private Resource Live(Step step) => world.Seen(step.Resource)!.Resource;

    private static Value.Map? Next(Resource live) => live[Certificate.Next] as Value.Map;

    private static ImmutableSortedDictionary<string, Value> Current(Resource live) => (live[Certificate.Current] as Value.Map)?.Items ?? Value.Map.NoItems;

    private static string? Text(Value.Map? map, Field field) => (map?.Items.GetValueOrDefault(field.Name) as Value.Text)?.Content;

    private static Value.Map Map(params (Field Field, string Text)[] items) =>
        new(Value.Map.NoItems.AddRange(items.Select(item => KeyValuePair.Create(item.Field.Name, (Value)new Value.Text(item.Text)))));

    private static string DigestOf(Resource? after) => Sha256(after is null ? "" : string.Join('\n',
        after.Id.Kind.Fields.Where(field => !field.Is(Traits.Computed) && after[field] is not null).Select(field => $"{field.Name} {field.Show(after[field]!)}")));

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Pem(string label, string seed) => PemEncoding.WriteString(label, SHA256.HashData(Encoding.UTF8.GetBytes(seed)));

    private static string Iso(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
