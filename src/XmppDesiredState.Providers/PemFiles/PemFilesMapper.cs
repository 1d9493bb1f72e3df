using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.PemFiles;

/// <summary>Certificates as the engine sees them.</summary>
internal static class PemFilesMapper
{
    /// <summary>The members of a certificate in their order.</summary>
    public static ImmutableArray<string> MembersOf(Resource? certificate) =>
        certificate?.Get(Certificate.On) is { IsDefaultOrEmpty: false } members ? [.. members.Order(StringComparer.Ordinal)] : [PemFilesOptions.OnlyMember];

    /// <summary>What a resource says that a member has, or shall have; null where it says nothing.</summary>
    public static string? ThumbprintOf(Resource? certificate, string member) =>
        certificate?[Certificate.Current] is Value.Map members && members.Items.GetValueOrDefault(member) is Value.Map slot && slot.Items.GetValueOrDefault(Certificate.Thumbprint.Name) is Value.Text text ? text.Content : null;

    public static ObservedResource Report(ResourceId id, ImmutableSortedDictionary<string, InstalledCertificate> current, OutstandingRequest? next)
    {
        var slots = current.ToImmutableSortedDictionary(member => member.Key, member => (Value)member.Value.ToValue(), StringComparer.Ordinal);
        var resource = new Resource(id)
            .With(Certificate.Current.Name, slots.IsEmpty ? Value.Cleared.Instance : new Value.Map(slots))
            .With(Certificate.Next.Name, next is null ? Value.Cleared.Instance : next.ToValue());
        var text = string.Join('\n', current.Select(member => $"{member.Key}={member.Value.Thumbprint}").Append(next?.Digest).Append(next?.KeyFingerprint).Append(next?.Accepted));
        return new ObservedResource(resource, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }
}
