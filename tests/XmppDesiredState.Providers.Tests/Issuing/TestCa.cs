using System.Diagnostics;
using XmppDesiredState.Certificates;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Tests.Issuing;

/// <summary>A CA with an intermediate one, and openssl for what it writes.</summary>
internal sealed class TestCa
{
    private readonly CertificateAuthority authority;

    public TestCa(DateTimeOffset? now = null) => authority = CertificateAuthority.Create("Test CA", KeyAlgorithm.Ecdsa, 256, TimeSpan.FromDays(3650), (now ?? TestRequest.Now).AddDays(-100));

    public string Root => authority.Certificate.ToPem();

    public string RootKey => authority.ToKeyPem();

    /// <summary>The leaf in PEM.</summary>
    public string Issue(TestRequest request, DateTimeOffset? at = null, params string[] names) =>
        authority.Issue(request.Request, names.Length == 0 ? request.Wanted.Names : names, ["serverAuth", "clientAuth"], TimeSpan.FromDays(90), at ?? TestRequest.Now);

    public static string ThumbprintOf(string pem) => CertificateFile.Read(pem)[0].Thumbprint;

    public static async Task OpensslAsync(string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("openssl", arguments) { WorkingDirectory = folder, RedirectStandardError = true })!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, errors);
    }
}
