namespace XmppDesiredState.PowerShell.Tests.Scripts;

public sealed class ScriptTests
{
    public static TheoryData<string, string> Sent => new()
    {
        { "bootstrap", PowerShellScripts.Bootstrap },
        { "agent", PowerShellScripts.Agent },
        { "remoting", PowerShellScripts.Remoting },
    };

    [Theory]
    [MemberData(nameof(Sent))]
    public void Script_ThatIsSent_IsInTheLanguageOfPowerShell3(string name, string script)
    {
        Assert.True(OldPowerShell.Problems(script).Count == 0, $"{name}: {string.Join('\n', OldPowerShell.Problems(script))}");
        Assert.All(script, c => Assert.True(char.IsAscii(c)));
    }

    [Fact]
    public void Bootstrap_IsOneLine() => Assert.DoesNotContain(PowerShellScripts.Bootstrap, char.IsControl);

    [Theory]
    [InlineData("[Uri]::new('a')")]
    [InlineData("class A { }")]
    [InlineData("enum A { B }")]
    [InlineData("using namespace System")]
    [InlineData("$a = $b ? 1 : 2")]
    [InlineData("$a ?? 1")]
    [InlineData("$a ??= 1")]
    [InlineData("${a}?.B")]
    [InlineData("${a}?[0]")]
    [InlineData("a && b")]
    [InlineData("a || b")]
    [InlineData("a &")]
    [InlineData("(1..3).Where({ $_ })")]
    [InlineData("(1..3).ForEach({ $_ })")]
    [InlineData("$x | ConvertFrom-Json -AsHashtable")]
    [InlineData("ConvertTo-Json $x")]
    [InlineData("1..3 | ForEach-Object -Parallel { $_ }")]
    [InlineData("Get-FileHash x")]
    [InlineData("& { [Text.Json.JsonSerializer]::Serialize(1) }")]
    [InlineData("a 6>&1")]
    [InlineData("$Input | x")]
    [InlineData("if (")]
    public void Problems_OfNewerLanguage_AreFound(string script) => Assert.NotEmpty(OldPowerShell.Problems(script));

    [Theory]
    [InlineData("param([string[]]$Names) foreach ($n in $Names) { Get-CsXmppAllowedPartner -Identity $n 2>&1 3>&1 } ")]
    [InlineData("try { & $a @b } catch { throw } finally { [void]$c.Add(1) }; $o = New-Object PSObject -Property @{ A = 1 }; [pscustomobject][ordered]@{ A = 1 }")]
    public void Problems_OfOldLanguage_AreNone(string script) => Assert.Empty(OldPowerShell.Problems(script));
}
