using System.Collections.Immutable;

namespace XmppDesiredState.LyncPowerShell.World;

/// <summary>A request that waits for its certificate on the computer where its key was made.</summary>
/// <param name="Request">PKCS #10, DER in Base64.</param>
/// <param name="Key">PKCS #8, in Base64.</param>
/// <param name="Placeholder">What the Windows store REQUEST shows meanwhile: a self-signed certificate, DER in Base64.</param>
/// <param name="Usages">Names of <see cref="Binding.CertType"/>.</param>
public sealed record LyncRequest(string Request, string Key, string Placeholder, ImmutableArray<string> Usages)
{
    /// <summary>The number that the CA gave it; null: it was written to a file.</summary>
    public int? Id { get; init; }

    public RequestDisposition Disposition { get; init; }

    /// <summary>What the CA issued and nobody has retrieved: DER in Base64.</summary>
    public string? Answer { get; init; }

    public string Template { get; init; } = "WebServer";

    public bool IsExportable { get; init; }

    public string FriendlyName { get; init; } = "";
}

public enum RequestDisposition
{
    Pending,
    Issued,
    Denied,

    /// <summary>Request-CsCertificate knows no such request and fails until it is cleared.</summary>
    Revoked,
}
