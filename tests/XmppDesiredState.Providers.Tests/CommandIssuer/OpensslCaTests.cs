using XmppDesiredState.Certificates;
using XmppDesiredState.Changes;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.CommandIssuer;

/// <summary>The recipe for openssl ca as the README has it.</summary>
public sealed class OpensslCaTests
{
    [Fact]
    public async Task Recipe_OfTheReadme_Issues()
    {
        await using var bench = new IssuerBench();
        Directory.CreateDirectory(Path.Combine(bench.Folder, "ca"));
        File.Move(Path.Combine(bench.Folder, "ca.pem"), Path.Combine(bench.Folder, "ca", "ca.pem"));
        File.Move(Path.Combine(bench.Folder, "ca.key"), Path.Combine(bench.Folder, "ca", "ca.key"));
        await File.WriteAllTextAsync(Path.Combine(bench.Folder, "ca", "index.txt"), "");
        await File.WriteAllTextAsync(Path.Combine(bench.Folder, "ca", "ca.cnf"), """
            [ca]
            default_ca = federation
            [federation]
            database = ca/index.txt
            new_certs_dir = ca
            certificate = ca/ca.pem
            private_key = ca/ca.key
            rand_serial = yes
            default_md = sha256
            default_days = 90
            policy = anything
            copy_extensions = copy
            x509_extensions = leaf
            unique_subject = no
            [anything]
            commonName = optional
            [leaf]
            basicConstraints = critical,CA:FALSE
            subjectKeyIdentifier = hash
            authorityKeyIdentifier = keyid
            """);
        string[] run = ["openssl", "ca", "-batch", "-notext", "-config", "ca/ca.cnf", "-in", "{request}", "-out", "{request}.crt"];
        bench.With("run", new Value.List([.. run.Select(word => new Value.Text(word))])).WithChain("{request}.crt");

        var outcome = await bench.IssueAsync();

        Assert.True(outcome.Result == StepResult.Applied, outcome.Diagnostic?.ToString());
        var leaf = CertificateFile.Read(outcome.Artifact!)[0];
        Assert.Equal(bench.Request.Key.Fingerprint, leaf.KeyFingerprint);
        Assert.Equal<IEnumerable<string>>(bench.Request.Wanted.Names, leaf.Installed.Names);
        Assert.Equal<IEnumerable<string>>(["clientAuth", "serverAuth"], leaf.Installed.Usages.Order());
    }
}
