using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using XmppDesiredState.Federation.Streams;
using XmppDesiredState.Federation.Verification;
using XmppDesiredState.Providers;

namespace XmppDesiredState.Cli.Commands;

/// <summary>Options that say how the federation is looked at.</summary>
internal sealed class VerifyOptions
{
    private const int DnsPort = 53;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private readonly Option<StreamEndpoint?> resolver = new("--resolver")
    {
        Description = "Ask this resolver instead of the system's; port 53 unless given.",
        HelpName = "HOST[:PORT]",
        CustomParser = result =>
        {
            var written = result.Tokens is [var token] ? token.Value : "";
            // An IPv6 address alone, without the brackets that a port would need.
            if (!written.StartsWith('[') && written.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(written, out var address)) return new StreamEndpoint($"{address}", DnsPort);
            if (StreamEndpoint.TryParse(written, DnsPort, out var endpoint)) return endpoint;
            result.AddError($"--resolver {written} is not a host or address: write 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:5353.");
            return null;
        },
    };

    private readonly Option<string?> trust = new("--trust") { Description = "The root certificates that the gateway trusts, PEM; those of this machine unless given.", HelpName = "FILE" };
    private readonly Option<string?> certificate = new("--certificate") { Description = "Certificate of our domain with its chain, PEM: proves SASL EXTERNAL instead of only seeing it offered.", HelpName = "FILE" };
    private readonly Option<string?> key = new("--key") { Description = "The key of --certificate, PEM, not encrypted. It stays in this process.", HelpName = "FILE" };
    private readonly Option<bool> lookOnly = new("--look-only") { Description = "Only look: no SASL, and no dialback that must fail for its key." };
    private readonly Option<TimeSpan?> timeout = DurationOption.Create("--timeout", "Longest time of one address; 10s unless given.");

    public VerifyOptions() => timeout.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && Values.Duration.TryParse(token.Value, out var duration) && duration < Shortest) result.AddError($"--timeout {token.Value} is too short: write 1s or more.");
    });

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[resolver, trust, certificate, key, lookOnly, timeout]) command.Options.Add(option);
        command.Validators.Add(Check);
    }

    /// <exception cref="ProviderException">A file cannot be read or used, or the resolver's name has no address.</exception>
    public async Task<VerifySettings> ReadAsync(Session session, CancellationToken cancellationToken)
    {
        var (result, files) = (session.Result, new VerifyFiles(session));
        return new VerifySettings
        {
            Resolver = result.GetValue(resolver) is { } written ? await AddressAsync(written, cancellationToken) : null,
            TrustRoots = result.GetValue(trust) is { } roots ? files.ReadCertificates(roots) : [],
            Identity = result.GetValue(certificate) is { } chain && result.GetValue(key) is { } own ? files.ReadIdentity(chain, own) : null,
            LookOnly = result.GetValue(lookOnly),
            Limits = result.GetValue(timeout) is { } longest ? StreamLimits.Within(longest) : StreamLimits.Default,
        };
    }

    private void Check(CommandResult result)
    {
        if (result.GetResult(certificate) is null != result.GetResult(key) is null)
            result.AddError("--certificate and --key belong together: a certificate proves nothing without its key.");
        if (result.GetResult(certificate) is not null && result.GetResult(lookOnly) is { } only && only.Tokens is not [{ Value: "false" }])
            result.AddError("--look-only presents no certificate: leave out --certificate and --key.");
    }

    private static async Task<IPEndPoint> AddressAsync(StreamEndpoint resolver, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(resolver.Host, out var address)) return new IPEndPoint(address, resolver.Port);
        try
        {
            if (await System.Net.Dns.GetHostAddressesAsync(resolver.Host, cancellationToken) is [var first, ..]) return new IPEndPoint(first, resolver.Port);
        }
        catch (System.Net.Sockets.SocketException)
        {
            // Said below: without an address it does not matter why.
        }

        throw new ProviderException(CommandLineDiagnostics.ResolverUnknown.At(null, $"The resolver {resolver} has no address.", "Name it by its address, such as --resolver 192.0.2.53."));
    }
}
