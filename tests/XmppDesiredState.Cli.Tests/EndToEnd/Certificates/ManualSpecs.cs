using XmppDesiredState.Servers;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Certificates;

/// <summary>The story of <c>examples/manual-ca</c>: a person carries requests to a CA, and runs wait for the answer as long as it takes.</summary>
public sealed class ManualSpecs : IAsyncLifetime
{
    // Ahead of the CA, which knows the real time alone.
    private readonly SettableClock clock = new(DateTimeOffset.UtcNow.AddMinutes(5));
    private readonly Sandbox server = Sandbox.Empty();
    private Sandbox clone = Sandbox.Empty();
    private OpensslCa ca = null!;

    public async ValueTask InitializeAsync()
    {
        ca = await OpensslCa.CreateAsync();
        Clone("");
    }

    public ValueTask DisposeAsync()
    {
        ca.Dispose();
        clone.Dispose();
        server.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("pem", "answer (3).txt")]
    [InlineData("der", "certnew.cer")]
    [InlineData("p7b", "Zertifikat für Contoso.p7b")]
    public async Task I_can_wait_for_a_CA_for_days_and_lose_my_clone_meanwhile(string format, string file)
    {
        // The first run lays out the request.
        Assert.Contains("Resources: 0 added", await ApplyAsync(6), StringComparison.Ordinal);
        var first = await IssueAsync("pem", "first.pem", days: 30);
        await ApplyAsync(0);
        Assert.Equal("No changes. The live systems match the files.", (await RunAsync(0, "plan", "--detailed-exitcode")).Trim().Split('\n')[^1]);

        // A name is added; three days later somebody asks what became of it.
        Clone("chat.contoso.com");
        Assert.Contains("requests/edge-external.csr", await ApplyAsync(6), StringComparison.Ordinal);
        clock.Now = clock.Now.AddDays(3);
        var askBy = first.AddDays(-10).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var waiting = await ApplyAsync(6);
        Assert.Contains("3 days", waiting, StringComparison.Ordinal);
        Assert.Contains(askBy, waiting, StringComparison.Ordinal);
        var plan = await RunAsync(2, "plan", "--detailed-exitcode");
        Assert.Contains($"waits for people: requested {clock.Now.AddDays(-3):yyyy-MM-dd}, 3 days ago; ask by {askBy}", plan, StringComparison.Ordinal);

        // A fresh clone, without requests, answers and run store: the request is laid out again, the same.
        var request = clone.Read("requests/edge-external.csr");
        Clone("chat.contoso.com");
        await ApplyAsync(6);
        Assert.Equal(request, clone.Read("requests/edge-external.csr"));

        // Past the date it says so; the answer, whatever its form and name, ends the wait.
        clock.Now = clock.Now.AddDays(18);
        Assert.Contains("overdue since " + askBy, await ApplyAsync(6), StringComparison.Ordinal);
        await IssueAsync(format, file, days: 200);
        Assert.DoesNotContain("waits for", await RunAsync(2, "plan", "--detailed-exitcode"), StringComparison.Ordinal);
        Assert.Contains("0 added, 2 changed", await ApplyAsync(0), StringComparison.Ordinal);
        await RunAsync(0, "plan", "--detailed-exitcode");
        (await Tool.RunOtherAsync("openssl", server.Folder, "x509", "-in", "certificates/edge-external/certificate.pem", "-noout", "-ext", "subjectAltName")).Ended(0).Says("DNS:chat.contoso.com");
    }

    [Fact]
    public async Task I_do_not_give_up_a_request_that_somebody_carries_around()
    {
        await ApplyAsync(6);
        var first = clone.Read("requests/edge-external.csr");
        clock.Now = clock.Now.AddDays(5);
        Clone("chat.contoso.com");

        Assert.Contains("--supersede certificate/edge-external", await ApplyAsync(4), StringComparison.Ordinal);
        Assert.Contains("5 days old", await RunAsync(2, "plan", "--detailed-exitcode"), StringComparison.Ordinal);
        Assert.False(clone.Has("requests/edge-external.csr"));

        await RunAsync(6, "apply", "--auto-approve", "--supersede", "certificate/edge-external");
        Assert.NotEqual(first, clone.Read("requests/edge-external.csr"));
    }

    [Fact]
    public async Task An_answer_to_an_older_request_is_named_and_not_taken()
    {
        await ApplyAsync(6);
        await IssueAsync("pem", "early.pem", days: 30);
        clone.Write("issued/late.pem", clone.Read("issued/early.pem"));
        Clone("", "issued/late.pem");
        clone.Edit("desired.yaml", "      issuer: people\n", "      key: { algorithm: ECDSA }\n      issuer: people\n");

        Assert.Contains("late.pem", await RunAsync(6, "apply", "--auto-approve", "--supersede", "certificate/edge-external"), StringComparison.Ordinal);
    }

    // The live system is elsewhere; a clone holds the files alone, and what is said to have been committed.
    private void Clone(string additional, params string[] committed)
    {
        var next = Sandbox.Of("manual-ca");
        next.Write("desired.yaml", next.Read("desired.yaml").Replace("path: server/", $"path: {server.Folder.Replace('\\', '/')}/", StringComparison.Ordinal)
            .Replace("derive: lync-edge }", $"derive: lync-edge, additional: [{additional}] }}", StringComparison.Ordinal).Replace(", additional: []", "", StringComparison.Ordinal));
        foreach (var file in committed) next.Write(file, clone.Read(file));
        clone.Dispose();
        clone = next;
    }

    private Task<string> ApplyAsync(int code) => RunAsync(code, "apply", "--auto-approve");

    private async Task<string> RunAsync(int code, params string[] args)
    {
        var run = await Run.Of(null, args, folder: clone.Folder, clock: clock);
        Assert.True(run.Code == code, $"Exit code {run.Code}, expected {code}.\n{run.Out}\n{run.Error}");
        return run.Out;
    }

    /// <returns>The end of what was issued.</returns>
    private async Task<DateTimeOffset> IssueAsync(string format, string file, int days)
    {
        var end = DateTimeOffset.UtcNow.AddDays(days);
        var path = Path.Combine(Directory.CreateDirectory(clone.PathOf("issued")).FullName, file);
        await File.WriteAllTextAsync(path, await ca.Issuer(new OpensslCaTerms { NotAfter = end }).IssueAsync(clone.PathOf("requests/edge-external.csr")), TestContext.Current.CancellationToken);
        if (format == "pem") return end;
        string[] convert = format == "der" ? ["x509", "-in", path, "-outform", "DER", "-out", path + ".tmp"] : ["crl2pkcs7", "-nocrl", "-certfile", path, "-out", path + ".tmp"];
        (await Tool.RunOtherAsync("openssl", clone.Folder, convert)).Ended(0);
        File.Move(path + ".tmp", path, overwrite: true);
        return end;
    }
}
