using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace XmppDesiredState.Servers;

/// <summary>Which certificate a server shows to <c>openssl s_client</c>, which shares no code with what is tested.</summary>
public static class OpensslClient
{
    /// <summary>The thumbprint (SHA-1, hex capitals) shown after STARTTLS; null if there was no TLS.</summary>
    public static Task<string?> StartTlsAsync(IPEndPoint server, string domain) => ThumbprintAsync(server, "-starttls", "xmpp-server", "-xmpphost", domain, "-servername", domain);

    /// <summary>The same on a port that begins with TLS.</summary>
    public static Task<string?> DirectTlsAsync(IPEndPoint server, string domain) => ThumbprintAsync(server, "-alpn", "xmpp-server", "-servername", domain);

    private static async Task<string?> ThumbprintAsync(IPEndPoint server, params string[] arguments)
    {
        var result = await Tool.RunAsync(["openssl", "s_client", "-connect", $"{server}", .. arguments]);
        if (!PemEncoding.TryFind(result.Output, out _))
            return null;
        using var certificate = X509Certificate2.CreateFromPem(result.Output);
        return certificate.Thumbprint;
    }
}
