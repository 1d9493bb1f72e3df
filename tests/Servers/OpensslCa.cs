using System.Globalization;

namespace XmppDesiredState.Servers;

/// <summary>
/// A CA run with <c>openssl ca</c>, with a root of its own that issues directly, so that the printed leaf is the whole chain. It copies the request's
/// extensions (names of every kind, usages), and adds what the terms say instead. <c>flock</c>: openssl ca breaks its database when two of it run at once.
/// </summary>
public sealed class OpensslCa : IDisposable
{
    private readonly ServerFolder folder = new();
    private int lists;

    private OpensslCa()
    {
    }

    /// <summary>The root, PEM.</summary>
    public string RootFile => folder["ca.pem"];

    public string Folder => folder.Path;

    public static async Task<OpensslCa> CreateAsync()
    {
        var ca = new OpensslCa();
        ca.folder.Write("index.txt", "");
        ca.folder.Write("ca.cnf", Configuration(ca.folder.Path));
        foreach (var (file, name) in new[] { ("ca", "Fixture root"), ("other", "Another key") })
            await ca.OpensslAsync("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", $"{file}.key", "-out", $"{file}.pem", "-days", "3650", "-subj", $"/CN={name}");
        await ca.OpensslAsync("pkey", "-in", "other.key", "-pubout", "-out", "other.pub");
        return ca;
    }

    /// <summary>Signs and prints; <paramref name="terms"/> if it is to deviate from the request.</summary>
    public IssuerCommand Issuer(OpensslCaTerms? terms = null)
    {
        string[] command = ["flock", folder["lock"], "openssl", "ca", "-batch", "-notext", "-config", folder["ca.cnf"], "-in", IssuerCommand.Request];
        return IssuerCommand.Printing([.. command, .. terms is null ? [] : Arguments(terms)]);
    }

    /// <summary>Signs the request's names for a key that is not the request's.</summary>
    public IssuerCommand IssuerForAnotherKey() => IssuerCommand.Printing("openssl", "x509", "-req", "-in", IssuerCommand.Request, "-force_pubkey", folder["other.pub"],
        "-CA", folder["ca.pem"], "-CAkey", folder["ca.key"], "-CAcreateserial", "-copy_extensions", "copy", "-days", "30");

    /// <summary>Demands the CA's own common name of every request: it refuses, and says so on stderr.</summary>
    public IssuerCommand IssuerThatRefuses() => IssuerCommand.Printing([.. Issuer().Run, "-policy", "refusing"]);

    public void Dispose() => folder.Dispose();

    private string[] Arguments(OpensslCaTerms terms)
    {
        // openssl takes extensions from this file instead of the configuration's own, and the request's where it names none.
        var extensions = folder.Write($"terms-{Interlocked.Increment(ref lists)}.cnf", $"""
            basicConstraints=critical,CA:FALSE
            subjectKeyIdentifier=hash
            authorityKeyIdentifier=keyid
            {(terms.SubjectAltName is { } names ? $"subjectAltName={names}" : "")}
            {(terms.ExtendedKeyUsage is { } usage ? $"extendedKeyUsage={usage}" : "")}

            """);
        string[] from = terms.NotBefore is { } start ? ["-startdate", Time(start)] : [];
        string[] until = terms.NotAfter is { } end ? ["-enddate", Time(end)] : [];
        return ["-extfile", extensions, .. from, .. until];
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture);

    private async Task OpensslAsync(params string[] arguments) => (await Tool.RunAsync(["openssl", .. arguments], folder.Path)).Succeeded();

    private static string Configuration(string path) => $"""
        [ca]
        default_ca = fixture
        [fixture]
        database = {path}/index.txt
        new_certs_dir = {path}
        certificate = {path}/ca.pem
        private_key = {path}/ca.key
        rand_serial = yes
        default_md = sha256
        default_days = 30
        policy = any
        copy_extensions = copy
        x509_extensions = leaf
        unique_subject = no
        email_in_dn = no
        [any]
        countryName = optional
        stateOrProvinceName = optional
        localityName = optional
        organizationName = optional
        organizationalUnitName = optional
        commonName = optional
        [refusing]
        commonName = match
        [leaf]
        basicConstraints = critical,CA:FALSE
        subjectKeyIdentifier = hash
        authorityKeyIdentifier = keyid

        """;
}
