using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using XmppDesiredState.Federation.Streams;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Wire;

/// <summary>Options as ports to ask, answers as what a member has loaded. Pure.</summary>
internal static class WireMapper
{
    private static readonly TimeSpan DefaultWithin = TimeSpan.FromMinutes(5);

    /// <summary>The ports of a member as the option declares them.</summary>
    /// <param name="problem">What is wrong with them, as the end of a sentence without a full stop.</param>
    public static bool TryReadPorts(Value.Map member, out ImmutableArray<WirePort> ports, [NotNullWhen(false)] out string? problem)
    {
        var (address, direct) = (Text(member, WireOptions.Address), Text(member, WireOptions.DirectTls));
        StreamEndpoint? clearPort = null, directPort = null;
        ports = [];
        problem = address is null && direct is null ? "has neither address nor directTls"
            : address is not null && !StreamEndpoint.TryParse(address, StreamEndpoint.DefaultPort, out clearPort) ? $"has an address that is none: '{address}'"
            // XEP-0368 names no port, and servers ship with several.
            : direct is not null && !StreamEndpoint.TryParse(direct, null, out directPort) ? $"has in directTls no address with a port: '{direct}'"
            : clearPort is not null && clearPort == directPort ? $"has the same port as address and as directTls: {clearPort}"
            : null;
        if (problem is not null) return false;
        if (clearPort is not null) ports = ports.Add(new WirePort(clearPort, DirectTls: false));
        if (directPort is not null) ports = ports.Add(new WirePort(directPort, DirectTls: true));
        return true;
    }

    /// <summary>The ports of every member. One whose ports cannot be read is left out: the check of the options has reported it.</summary>
    public static ImmutableSortedDictionary<string, ImmutableArray<WirePort>> PortsOf(ImmutableSortedDictionary<string, Value.Map>? members)
    {
        var read = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<WirePort>>(StringComparer.Ordinal);
        foreach (var (name, member) in members ?? ImmutableSortedDictionary<string, Value.Map>.Empty)
        {
            if (TryReadPorts(member, out var ports, out _)) read[name] = ports;
        }

        return read.ToImmutable();
    }

    /// <summary>The domain that streams are opened to; null: the service declares none.</summary>
    public static string? DomainOf(Resource? service) => service?[Service.Health] is Value.Map health ? Text(health, Service.HealthDomain) : null;

    /// <summary>How long a member has to answer again.</summary>
    public static TimeSpan WithinOf(Resource? service) => service?[Service.Health] is Value.Map health && health.Items.GetValueOrDefault(Service.HealthWithin.Name) is Value.Number seconds
        && Service.HealthWithin.Type.TryRead(seconds, out TimeSpan within, out _) ? within : DefaultWithin;

    /// <summary>The thumbprint that this member is to present; null: nobody says.</summary>
    public static string? WantedBy(Changes.Step step) => step.Member is not { } member ? null
        : step.After?[Service.Loaded] is Value.Map loaded && loaded.Items.GetValueOrDefault(member) is Value.Text { Content.Length: > 0 } text ? text.Content
        : string.IsNullOrEmpty(step.Artifact) ? null : step.Artifact;

    /// <summary>Of a member that speaks XMPP and has no certificate to offer TLS with. Equals no thumbprint.</summary>
    public const string NoCertificate = "no certificate";

    /// <summary>
    /// What a member has loaded: the thumbprint that all its ports present. Ports that disagree give a text that equals no thumbprint. Null:
    /// a port gave no answer, so nobody knows.
    /// </summary>
    public static string? LoadedOf(ImmutableArray<WireAnswer> answers)
    {
        // An answer too: a server without a certificate, or with another's key, offers no STARTTLS. Its direct TLS port cannot say so.
        if (answers.Any(answer => answer.Problem?.Kind == StreamProblemKind.StartTlsNotOffered)) return NoCertificate;
        if (answers.IsEmpty || answers.Any(answer => answer.Thumbprint is null)) return null;
        return answers.Select(answer => answer.Thumbprint).Distinct(StringComparer.Ordinal).Count() == 1 ? answers[0].Thumbprint
            : string.Join(", ", answers.Select(answer => $"{answer.Thumbprint} ({answer.Port.Way})"));
    }

    public static ObservedResource Observed(ResourceId id, ImmutableSortedDictionary<string, string> loaded)
    {
        var text = string.Concat(loaded.Select(member => $"{member.Key}\0{member.Value}\n"));
        return new ObservedResource(new Resource(id).With(Service.Loaded, loaded), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    private static string? Text(Value.Map map, Field<string> field) => map.Items.GetValueOrDefault(field.Name) is Value.Text { Content.Length: > 0 } text ? text.Content : null;
}
