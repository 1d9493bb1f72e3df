using System.Security.Authentication;
using XmppDesiredState.Certificates;
using XmppDesiredState.Federation.Dns;
using XmppDesiredState.Federation.Streams;
using XmppDesiredState.Federation.Verification;

namespace XmppDesiredState.Cli.Rendering;

/// <summary>What was seen of a domain, in short lines. Whatever a peer wrote is shortened and made harmless.</summary>
internal static class SightingText
{
    /// <summary>Addresses of one domain; JSON has all.</summary>
    public const int Most = 12;

    public static IEnumerable<string> Lines(DomainSighting seen)
    {
        var left = Most;
        var more = 0;
        foreach (var service in seen.Services)
        {
            // Few have direct TLS, and need not.
            if (service is { DirectTls: true, Outcome: LookupOutcome.NotThere }) continue;
            if (Of(service) is { } said) yield return said;
            foreach (var target in service.Targets)
            {
                if (left <= 0)
                {
                    more += Math.Max(1, target.Doors.Length);
                    continue;
                }

                yield return Of(service, target);
                foreach (var door in target.Doors.Take(left)) yield return "  " + Of(door);
                more += Math.Max(0, target.Doors.Length - left);
                left -= Math.Max(1, target.Doors.Length);
            }
        }

        if (more > 0) yield return $"{Words.Count(more, "more address", "more addresses")}; --format json has all of them";
    }

    /// <summary>"203.0.113.7:5269  STARTTLS required, TLS 1.3, SASL EXTERNAL offered, certificate ECDSA 256 until 2027-01-31".</summary>
    public static string Of(DoorSighting door)
    {
        var problem = door.Report.Problem is { } met ? Printable.Short(met.Sentence.TrimEnd('.'), 200) : null;
        return $"{door.Address}  " + (Offers(door), problem) switch
        {
            ("", null) => "nothing was seen",
            // Most sentences begin with the address themselves.
            ("", _) => problem.StartsWith($"{door.Address} ", StringComparison.Ordinal) ? problem[$"{door.Address} ".Length..] : problem,
            (var offers, null) => offers,
            var (offers, _) => $"{offers}; {problem}",
        };
    }

    /// <summary>"STARTTLS required, TLS 1.3, SASL EXTERNAL and dialback offered, certificate ECDSA 256 until 2027-01-31"; empty where nothing was reached.</summary>
    public static string Offers(DoorSighting door)
    {
        var parts = new List<string>();
        if (door.Report.Target.DirectTls) parts.Add("direct TLS");
        else if (door.Report.ClearFeatures is { } clear)
            parts.Add(clear.StartTls switch { StartTlsOffer.Required => "STARTTLS required", StartTlsOffer.Optional => "STARTTLS optional", _ => "no STARTTLS" });
        if (door.Report.Certificate is { } presented) parts.Add(Of(presented.Protocol));
        if ((door.Report.SecuredFeatures ?? door.Report.ClearFeatures) is { } features)
        {
            string[] methods = [.. features.Mechanisms.Take(4).Select(mechanism => $"SASL {Printable.Short(mechanism, 30)}"), .. features.Dialback ? ["dialback"] : Array.Empty<string>()];
            parts.Add(methods.Length == 0 ? "no authentication offered" : $"{string.Join(" and ", methods)} offered");
        }

        if (door.Chain is [var leaf, ..]) parts.Add(Of(leaf) + (door.NamesDomain ? "" : " for other names") + (door.ChainBreak is null ? "" : ", chain broken"));
        return string.Join(", ", parts);
    }

    // By number: the names of those before 1.2 are obsolete, and a peer may still have no other.
    public static string Of(SslProtocols protocol) => (int)protocol switch
    {
        192 => "TLS 1.0",
        768 => "TLS 1.1",
        3072 => "TLS 1.2",
        12288 => "TLS 1.3",
        _ => $"{protocol}",
    };

    private static string Of(ParsedCertificate leaf) => $"certificate {Printable.Short(leaf.Installed.Key, 30)} until {leaf.Installed.NotAfter.UtcDateTime:yyyy-MM-dd}";

    private static string? Of(ServiceSighting service) => service.Outcome switch
    {
        _ when service.IsFallback => $"{service.Owner}: no SRV records, so the domain itself stands for them",
        LookupOutcome.NotThere => $"{service.Owner}: no such records",
        LookupOutcome.DeclaredAbsent => $"{service.Owner}: declared absent (target .)",
        LookupOutcome.Failed => $"{service.Owner}: the resolver failed",
        LookupOutcome.NoAnswer => $"{service.Owner}: no answer from the resolver",
        _ => null,
    };

    private static string Of(ServiceSighting service, TargetSighting target)
    {
        var (priority, weight, port, name) = target.Target;
        var where = service.IsFallback ? $"{Printable.Short(name, 253)}:{port}" : $"{service.Owner}  {priority} {weight} {port} {Printable.Short(name, 253)}";
        return where + (target.Finding, target.Outcome) switch
        {
            (TargetFinding.Alias, _) => "  is an alias",
            (TargetFinding.NoAddress, _) => "  has no address",
            (TargetFinding.PrivateAddress, _) => "  has a private address",
            (TargetFinding.Failed, _) or (_, LookupOutcome.Failed) => "  cannot be resolved",
            (_, LookupOutcome.NoAnswer) => "  no answer from the resolver",
            _ => "",
        };
    }
}
