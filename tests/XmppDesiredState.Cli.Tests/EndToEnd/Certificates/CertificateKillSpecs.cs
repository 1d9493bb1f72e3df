using System.Text;
using XmppDesiredState.Tests.Ordering;

namespace XmppDesiredState.Cli.Tests.EndToEnd.Certificates;

/// <summary>
/// <c>kill -9</c> at every seventh call that changes a file (each of the 518 was tried once) while a certificate is renewed on two members: no key is ever readable by others, and the
/// next run, with a run store that knows nothing, finishes the job.
/// </summary>
[TakesLong(30)]
public sealed class CertificateKillSpecs : IDisposable
{
    private const int AtOnce = 2, FewestCalls = 300, Every = 7, Thorough = 10;
    private readonly Sandbox seed = Sandbox.Empty();
    private readonly Sandbox tools = Sandbox.Empty();

    [Fact]
    public async Task A_renewal_killed_at_a_call_that_changes_a_file_is_finished_by_the_next_run_on_another_machine()
    {
        // Elsewhere the engine's tests stand for it, which cut the way short between any two steps.
        if (!OperatingSystem.IsLinux()) return;
        Declare("contoso.com");
        (await seed.RunAsync("apply", "--auto-approve")).Ended(0);
        Declare("contoso.com, chat.contoso.com");
        var shim = tools.PathOf("kill-at.so");
        (await Tool.RunOtherAsync("gcc", tools.Folder, "-shared", "-fPIC", "-O1", "-o", shim, KillSpecs.Shim, "-ldl")).Ended(0);
        var last = int.MaxValue;
        var workers = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken };

        await Parallel.ForEachAsync(Enumerable.Range(0, 2000 / Every), workers, async (number, _) =>
        {
            var call = (number * Every) + 1;
            if (call > Volatile.Read(ref last)) return;
            using var sandbox = seed.Copy();
            using var apply = Tool.Start(sandbox.Folder, ["apply", "--auto-approve"], environment => (environment["LD_PRELOAD"], environment["KILL_AT"], environment["TMPDIR"]) = (shim, $"{call}", tools.Folder));
            if ((await apply.EndAsync()).Code == 0) Volatile.Write(ref last, call);
            try
            {
                KeysArePrivate(sandbox);
                if (Directory.Exists(sandbox.PathOf(".xmppstate"))) Directory.Delete(sandbox.PathOf(".xmppstate"), recursive: true);
                (await sandbox.RunAsync("apply", "--auto-approve")).Ended(0);
                (await sandbox.RunAsync("plan", "--detailed-exitcode")).Ended(0);
                KeysArePrivate(sandbox);
                if (number % Thorough == 0) await PairsFitAsync(sandbox);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                throw new InvalidOperationException($"Killed at call {call}: {exception.Message}", exception);
            }
        });

        TestContext.Current.TestOutputHelper?.WriteLine($"About {last} calls that change a file");
        Assert.InRange(last, FewestCalls, 1999);
    }

    public void Dispose()
    {
        seed.Dispose();
        tools.Dispose();
    }

    private static void KeysArePrivate(Sandbox sandbox)
    {
        if (OperatingSystem.IsWindows()) return;
        foreach (var file in Directory.EnumerateFiles(sandbox.Folder, "*", SearchOption.AllDirectories))
        {
            if (!Encoding.Latin1.GetString(File.ReadAllBytes(file)).Contains("PRIVATE KEY", StringComparison.Ordinal)) continue;
            Assert.True(File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite), $"{file} holds a key and has mode {File.GetUnixFileMode(file)}.");
        }
    }

    private static async Task PairsFitAsync(Sandbox sandbox)
    {
        foreach (var member in new[] { "m1", "m2" })
        {
            var certificate = (await Tool.RunOtherAsync("openssl", sandbox.PathOf($"live/{member}/edge"), "x509", "-in", "fullchain.pem", "-noout", "-pubkey")).Ended(0);
            var key = (await Tool.RunOtherAsync("openssl", sandbox.PathOf($"live/{member}/edge"), "pkey", "-in", "key.pem", "-pubout")).Ended(0);
            Assert.Equal(certificate.Out, key.Out);
            (await Tool.RunOtherAsync("openssl", sandbox.PathOf($"live/{member}/edge"), "verify", "-CAfile", sandbox.PathOf("live/ca/ca.pem"), "certificate.pem")).Ended(0).Says("OK");
        }
    }

    private void Declare(string names)
    {
        Directory.CreateDirectory(seed.PathOf("live/m1"));
        Directory.CreateDirectory(seed.PathOf("live/m2"));
        seed.Write("desired.yaml", $$"""
            apiVersion: xmppstate/v1
            gateway: { domains: [contoso.com] }
            providers:
              store: { type: pem-files, path: live, members: { m1: live/m1, m2: live/m2 }, trust: live/ca/ca.pem }
              ca: { type: private-ca, path: live/ca, create: true }
              services: { type: local, path: live/services }
            certificates:
              provider: store
              list:
                - { name: edge, names: { derive: none, additional: [{{names}}] }, key: { algorithm: ECDSA }, issuer: ca, restart: [edge] }
            services:
              provider: services
              list:
                - { name: edge, members: [m1, m2], accept: [{ code: XDS2501, reason: a test }] }

            """);
    }
}
