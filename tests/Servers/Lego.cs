using System.Collections.Immutable;

namespace XmppDesiredState.Servers;

/// <summary>
/// lego 4.9 as an issuer: dns-01 by RFC 2136, for a request made elsewhere. It registers its account when it first runs.
/// - <c>RFC2136_SEQUENCE_INTERVAL</c>: seconds between two names of one request; it waits 60 unless told.
/// - <c>RFC2136_TSIG_ALGORITHM</c>: with the trailing dot.
/// - <c>RFC2136_TSIG_SECRET_FILE</c>: every variable of lego is also read from a file by this suffix, so that no secret stands in a state file.
/// - <c>--filename</c>: without it the chain lies under the request's common name or first name. Two requests at a time need two of these.
/// - Pebble tells no Retry-After, so lego looks again 3 to 8 s after a validation it just missed: about 5 s per name.
/// </summary>
public sealed class Lego : IDisposable
{
    private readonly ServerFolder folder = new();

    public Lego(NamedServer dns, PebbleServer acme) => Issuer = new IssuerCommand(
        ["lego", "--accept-tos", "--email", "hostmaster@contoso.test", "--server", acme.Directory, "--path", folder.Path, "--filename", "chain", "--csr", IssuerCommand.Request,
            "--dns", "rfc2136", "--dns.disable-cp", "--dns.resolvers", $"{dns.Endpoint}", "run"],
        ImmutableDictionary.CreateRange(new Dictionary<string, string>
        {
            ["LEGO_CA_CERTIFICATES"] = acme.CaFile,
            ["RFC2136_NAMESERVER"] = $"{dns.Endpoint}",
            ["RFC2136_TSIG_KEY"] = dns.Key.Name,
            ["RFC2136_TSIG_ALGORITHM"] = "hmac-sha256.",
            ["RFC2136_TSIG_SECRET_FILE"] = dns.Key.SecretFile,
            ["RFC2136_SEQUENCE_INTERVAL"] = "1",
            ["RFC2136_PROPAGATION_TIMEOUT"] = "10",
            ["RFC2136_POLLING_INTERVAL"] = "1",
            ["RFC2136_TTL"] = "5",
        }),
        Path.Combine(folder.Path, "certificates", "chain.crt"));

    public IssuerCommand Issuer { get; }

    public string Folder => folder.Path;

    public void Dispose() => folder.Dispose();
}
