using System.Collections.Immutable;
using XmppDesiredState.Values;

namespace XmppDesiredState.Resources;

/// <summary>
/// A certificate with everything decided: what a declaration, the gateway's description and the names of the live certificate come to.
/// The <see cref="Changes.Step.After"/> of every step of a certificate is one of these, so that no provider derives anything.
/// </summary>
/// <param name="CommonName">Null: the subject has none.</param>
/// <param name="Subject">Attributes of <see cref="Certificate.Subject"/> beside the common name, by name.</param>
/// <param name="Names">Subject alternative names, canonical dNSNames, sorted; none missing, none to be added.</param>
/// <param name="KeySize">Bits.</param>
/// <param name="Require">Usages without which what comes back is refused.</param>
/// <param name="Prefer">Usages to ask for and not to insist on.</param>
/// <param name="Digest">Fingerprint of the above: a request is reused as long as it was made for the same digest.</param>
public sealed record WantedCertificate(string Name, string? CommonName, ImmutableSortedDictionary<string, string> Subject, ImmutableArray<string> Names, KeyAlgorithm Algorithm, int KeySize,
    bool Exportable, ImmutableArray<string> Require, ImmutableArray<string> Prefer, string Digest)
{
    /// <summary>Every usage to ask for: <see cref="Require"/>, then <see cref="Prefer"/>; serverAuth where neither says anything.</summary>
    public ImmutableArray<string> Ask => Require.IsEmpty && Prefer.IsEmpty ? ["serverAuth"] : [.. Require, .. Prefer.Except(Require, StringComparer.Ordinal)];

    /// <summary>Lays what was decided over a declared certificate; what steers beside it (on, usages, friendlyName, template, restart) stays.</summary>
    public Resource Over(Resource declared)
    {
        var subject = Subject.ToImmutableSortedDictionary(part => part.Key, part => (Value)new Value.Text(part.Value), StringComparer.Ordinal);
        if (CommonName is not null) subject = subject.SetItem(Certificate.CommonName.Name, new Value.Text(CommonName));
        return declared
            .With(Certificate.Subject.Name, new Value.Map(subject))
            .With(Certificate.Names.Name, new Value.Map(Value.Map.NoItems
                .Add(Certificate.Derive.Name, Certificate.Derive.Type.Write(NameDerivation.None))
                .Add(Certificate.AdditionalNames.Name, Certificate.AdditionalNames.Type.Write(Names))))
            .With(Certificate.Key.Name, new Value.Map(Value.Map.NoItems
                .Add(Certificate.Algorithm.Name, Certificate.Algorithm.Type.Write(Algorithm))
                .Add(Certificate.KeySize.Name, new Value.Number(KeySize))
                .Add(Certificate.Exportable.Name, new Value.Flag(Exportable))))
            .With(Certificate.ExtendedKeyUsage.Name, new Value.Map(Value.Map.NoItems
                .Add(Certificate.RequiredUsages.Name, Certificate.RequiredUsages.Type.Write(Require))
                .Add(Certificate.PreferredUsages.Name, Certificate.PreferredUsages.Type.Write(Prefer))))
            .With(Certificate.Next.Name, new Value.Map(Value.Map.NoItems.Add(Certificate.Digest.Name, new Value.Text(Digest))));
    }

    /// <summary>What a step of a certificate wants.</summary>
    /// <exception cref="InvalidOperationException">The step is not one of a certificate.</exception>
    public static WantedCertificate Of(Resource? after)
    {
        if (after?[Certificate.Names] is not Value.Map names || after[Certificate.Key] is not Value.Map key || after[Certificate.ExtendedKeyUsage] is not Value.Map usages)
            throw new InvalidOperationException("The engine gives every step of a certificate what was decided about it.");
        var subject = after[Certificate.Subject] is Value.Map map
            ? map.Items.Where(part => part.Value is Value.Text).ToImmutableSortedDictionary(part => part.Key, part => ((Value.Text)part.Value).Content, StringComparer.Ordinal)
            : ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        return new WantedCertificate(after.Id.Name, subject.GetValueOrDefault(Certificate.CommonName.Name), subject.Remove(Certificate.CommonName.Name), Slots.Set(names, Certificate.AdditionalNames),
            Certificate.Algorithm.Type.TryRead(key.Items[Certificate.Algorithm.Name], out KeyAlgorithm algorithm, out _) ? algorithm : KeyAlgorithm.Rsa,
            (int)((Value.Number)key.Items[Certificate.KeySize.Name]).Content,
            key.Items[Certificate.Exportable.Name] is Value.Flag { Content: true },
            Slots.Set(usages, Certificate.RequiredUsages), Slots.Set(usages, Certificate.PreferredUsages),
            after[Certificate.Next] is Value.Map next ? Slots.Text(next, Certificate.Digest) ?? "" : "");
    }
}
