using XmppDesiredState.PowerShell.Connections;
using XmppDesiredState.PowerShell.Sessions;
using XmppDesiredState.Providers;

namespace XmppDesiredState.PowerShell.Tests.Connections;

/// <summary>There is no endpoint here: the script is tried with functions in the place of the two cmdlets, and its failure with those of the engine.</summary>
public sealed class RemotingTests
{
    // Functions hide cmdlets of the same name; what they were given comes back as text.
    private const string Doubles = """
        function global:New-PSSessionOption { param([switch]$SkipCACheck, [switch]$SkipCNCheck, [switch]$SkipRevocationCheck) "option $SkipCACheck $SkipCNCheck $SkipRevocationCheck" }
        function global:New-PSSession { param($ConnectionUri, $Credential, $Authentication, $SessionOption)
            $plain = ''; if ($Credential) { $plain = $Credential.UserName + '/' + $Credential.GetNetworkCredential().Password }
            $global:Seen = "$ConnectionUri|$plain|$Authentication|$SessionOption"; 'the session' }
        function global:Import-PSSession { param($Session, [string[]]$CommandName, [switch]$AllowClobber, [switch]$DisableNameChecking) $global:Imported = "$Session|$($CommandName -join ',')|$AllowClobber"; 'a module' }
        """;

    private static readonly PowerShellConnection.Remoting Endpoint = new("https://pool.a.test/OcsPowershell", null, null, RemotingAuthentication.Default, CertificateChecks: true, Simulator.Program);

    [Theory]
    [InlineData(null, null, RemotingAuthentication.Default, true, "||")]
    [InlineData("A\\b", "p'$(1)\"`\u00e4 x", RemotingAuthentication.CredSsp, false, "A\\b/p'$(1)\"`\u00e4 x|CredSsp|option True True True")]
    public async Task Script_WithItsParameters_OpensAndImports(string? user, string? password, RemotingAuthentication authentication, bool checks, string expected)
    {
        await using var session = await Simulator.OpenAsync();
        await session.InvokeAsync(Doubles);
        var connection = Endpoint with { User = user, Authentication = authentication, CertificateChecks = checks };

        var answer = await session.InvokeAsync(new PowerShellCall(PowerShellScripts.Remoting, RemotingImport.Parameters(connection, password, ["Get-CsA", "Set-CsB"]), TimeSpan.FromSeconds(30)), TestContext.Current.CancellationToken);

        Assert.Equal([], answer.Errors);
        Assert.Empty(answer.Output);
        Assert.Equal([$"https://pool.a.test/OcsPowershell|{expected}", "the session|Get-CsA,Set-CsB|True"], (await session.InvokeAsync("$global:Seen; $global:Imported")).Output);
    }

    [Fact]
    public async Task Open_EndpointThatDoesNotOpen_SaysWhyWithoutThePassword()
    {
        var connection = Endpoint with { Uri = "https://127.0.0.1:9/OcsPowershell", User = "A\\b", Password = Secrets.Text("hunter2-hunter2") };
        var opening = Simulator.Opening with { Imports = ["Get-CsXmppAllowedPartner"] };

        var problem = await Assert.ThrowsAsync<ProviderException>(() => PowerShellSession.OpenAsync(connection, opening, TestContext.Current.CancellationToken));

        Assert.Equal("XDS9829", problem.Diagnostic.Code);
        Assert.DoesNotContain("hunter2", problem.Diagnostic.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(problem.Diagnostic.Summary, char.IsControl);
    }
}
