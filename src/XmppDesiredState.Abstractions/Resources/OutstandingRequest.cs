using XmppDesiredState.Values;

namespace XmppDesiredState.Resources;

/// <summary>A request on its way: <see cref="Certificate.Next"/>. All of it is public; the key stays where it was made.</summary>
/// <param name="Digest"><see cref="WantedCertificate.Digest"/> of what it was made for.</param>
/// <param name="KeyFingerprint">SHA-256 of the SubjectPublicKeyInfo in lower-case hexadecimal.</param>
/// <param name="Request">PKCS#10 as PEM.</param>
/// <param name="Chain">What the issuer sent and the store accepted, leaf first, as PEM; null while it is not there.</param>
/// <param name="Accepted">Thumbprint of that leaf; null while it is not there.</param>
public sealed record OutstandingRequest(string Digest, string KeyFingerprint, DateTimeOffset RequestedAt, string Request, string? Chain = null, string? Accepted = null)
{
    public Value.Map ToValue()
    {
        var items = Value.Map.NoItems
            .Add(Certificate.Digest.Name, new Value.Text(Digest))
            .Add(Certificate.KeyFingerprint.Name, new Value.Text(KeyFingerprint))
            .Add(Certificate.RequestedAt.Name, new Value.Text(InstalledCertificate.Format(RequestedAt)))
            .Add(Certificate.Request.Name, new Value.Text(Request));
        if (Chain is not null) items = items.Add(Certificate.Chain.Name, new Value.Text(Chain));
        if (Accepted is not null) items = items.Add(Certificate.Thumbprint.Name, new Value.Text(Accepted));
        return new Value.Map(items);
    }

    /// <summary>Of an observed certificate; null where no request is on its way.</summary>
    public static OutstandingRequest? Of(Resource? certificate) => certificate?[Certificate.Next] is Value.Map slot && Slots.Text(slot, Certificate.Request) is { } request
        ? new OutstandingRequest(Slots.Text(slot, Certificate.Digest) ?? "", Slots.Text(slot, Certificate.KeyFingerprint) ?? "", Slots.Time(slot, Certificate.RequestedAt) ?? DateTimeOffset.MinValue, request,
            Slots.Text(slot, Certificate.Chain), Slots.Text(slot, Certificate.Thumbprint))
        : null;
}
