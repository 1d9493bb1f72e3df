using System.Text;
using System.Text.Json;
using XmppDesiredState.Certificates;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.PemFiles;

/// <summary>
/// A request in a folder of its own: <c>key.pem</c>, <c>request.pem</c>, <c>request.json</c>, and <c>chain.pem</c> once it was accepted.
/// <c>request.json</c> is written last and removed first: without it there is no request.
/// </summary>
internal static class RequestFolder
{
    private const string Key = "key.pem", Request = "request.pem", About = "request.json", Chain = "chain.pem", Digest = "digest", RequestedAt = "requestedAt";

    /// <summary>Null when there is no request, or when it lost its key.</summary>
    /// <exception cref="ProviderException">One of the files cannot be read.</exception>
    public static HeldRequest? Read(string folder, string member)
    {
        if (PemFile.ReadText(Path.Combine(folder, About)) is not { } about) return null;
        var (digest, requestedAt) = Parse(Path.Combine(folder, About), about);
        if (PemFile.ReadKey(Path.Combine(folder, Key)) is not { } key || PemFile.ReadText(Path.Combine(folder, Request)) is not { } pem) return null;
        if (SigningRequest.Read(pem)?.KeyFingerprint != key.Fingerprint) return null;
        var accepted = PemFile.ReadCertificates(Path.Combine(folder, Chain)) is { } chain && chain[0].KeyFingerprint == key.Fingerprint ? new KeyedChain(chain, key) : null;
        return new HeldRequest(folder, member,
            new OutstandingRequest(digest, key.Fingerprint, requestedAt, pem, accepted is null ? null : CertificateFile.ToPem(accepted.Chain), accepted?.Thumbprint), key, accepted);
    }

    /// <summary>Whether something of a request is there that <see cref="Read"/> does not take for one.</summary>
    public static bool IsTorn(string folder) => File.Exists(Path.Combine(folder, About));

    public static void Write(string folder, string digest, DateTimeOffset requestedAt, KeyPair key, string pem)
    {
        PemFile.CreatePrivateFolder(folder);
        File.Delete(Path.Combine(folder, About));
        File.Delete(Path.Combine(folder, Chain));
        PemFile.WriteSecret(Path.Combine(folder, Key), Encoding.ASCII.GetBytes(key.ToPem()));
        PemFile.Write(Path.Combine(folder, Request), pem);
        PemFile.Write(Path.Combine(folder, About), Compose(digest, requestedAt));
    }

    public static void WriteChain(HeldRequest request, KeyedChain chain) => PemFile.Write(Path.Combine(request.Folder, Chain), CertificateFile.ToPem(chain.Chain));

    /// <summary>Removes it, with its key.</summary>
    public static void Delete(string folder)
    {
        File.Delete(Path.Combine(folder, About));
        Directory.Delete(folder, recursive: true);
    }

    private static string Compose(string digest, DateTimeOffset requestedAt)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString(Digest, digest);
            json.WriteString(RequestedAt, InstalledCertificate.Format(requestedAt));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static (string Digest, DateTimeOffset RequestedAt) Parse(string path, string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(Digest, out var digest) && digest.ValueKind == JsonValueKind.String
                && json.RootElement.TryGetProperty(RequestedAt, out var time) && time.ValueKind == JsonValueKind.String && time.TryGetDateTimeOffset(out var requestedAt))
                return (digest.GetString() ?? "", requestedAt);
        }
        catch (JsonException problem)
        {
            throw PemFilesDiagnostics.UnreadableFile(path, "it is not JSON", problem);
        }

        throw PemFilesDiagnostics.UnreadableFile(path, $"it lacks {Digest} or {RequestedAt}");
    }
}
