using System.Collections.Immutable;

namespace XmppDesiredState.PowerShell.Tests.Sessions;

public sealed class PowerShellSessionTests(SessionFixture fixture)
{
    private const string Echo = "param($Value) , $Value";

    [Theory]
    [InlineData("local")]
    [InlineData("ssh")]
    public void Host_AfterOpening_SaysWhoAnswers(string kind)
    {
        var host = fixture[kind].Host;

        Assert.True(host.Version >= new Version(3, 0));
        Assert.Equal(Environment.MachineName, host.Machine);
        Assert.EndsWith(Environment.UserName, host.User, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("local")]
    [InlineData("ssh")]
    public async Task Invoke_HostileTexts_ComeBackAsTheyWentAndRunNothing(string kind)
    {
        foreach (var text in HostileTexts.All)
        {
            var answer = await fixture[kind].InvokeAsync(Echo, ("Value", text));

            Assert.Equal([], answer.Errors);
            Assert.Equal(text, Assert.Single(answer.Output));
        }

        var ran = await fixture[kind].InvokeAsync("if ($global:XdsRan) { 'ran' }");
        Assert.Empty(ran.Output);
    }

    [Theory]
    [InlineData("local")]
    [InlineData("ssh")]
    public async Task Invoke_EveryKindOfValue_ComesBackEqual(string kind)
    {
        var now = new DateTime(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc).AddTicks(1234567);
        object?[] values = [null, "", "text", true, false, int.MinValue, long.MaxValue, uint.MaxValue, 1.5, double.NaN, -79228162514264337593543950335m, now, TimeSpan.FromTicks(-12345678901), Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e")];

        var answer = await fixture[kind].InvokeAsync(Echo, ("Value", values));

        Assert.Equal(values, (ImmutableArray<object?>)Assert.Single(answer.Output)!);
    }

    [Fact]
    public async Task Invoke_BytesListsAndDictionaries_KeepTheirShape()
    {
        var inner = ImmutableDictionary<string, object?>.Empty.Add("Add", ImmutableArray.Create("a.test", "b.test")).Add("Replace", false);

        var answer = await fixture.Local.InvokeAsync("param($Bytes, $Map, $None) , $Bytes; $Map.Add.Count; $Map['Replace']; , $None; $Map", ("Bytes", new byte[] { 0, 255, 7 }), ("Map", inner), ("None", Array.Empty<string>()));

        Assert.Equal([0, 255, 7], Assert.IsType<byte[]>(answer.Output[0]));
        Assert.Equal(2, answer.Output[1]);
        Assert.Equal(false, answer.Output[2]);
        Assert.Equal([], (ImmutableArray<object?>)answer.Output[3]!);
        var map = Assert.IsType<ImmutableDictionary<string, object?>>(answer.Output[4]);
        Assert.Equal(["a.test", "b.test"], (ImmutableArray<object?>)map["add"]!);
    }

    [Fact]
    public async Task Invoke_DateTimeOffset_ArrivesAsTheSameMomentInUtc()
    {
        var answer = await fixture.Local.InvokeAsync("param($Value) $Value.Kind.ToString(); $Value.Ticks", ("Value", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2))));

        Assert.Equal(["Utc", new DateTime(2026, 1, 2, 1, 4, 5, DateTimeKind.Utc).Ticks], answer.Output);
    }

    [Theory]
    [InlineData("a\uFFFEb")]
    [InlineData("\uFFFF")]
    public async Task Invoke_TextThatPowerShellCannotSerialise_IsRefusedBeforeItIsSent(string text)
    {
        var problem = await Assert.ThrowsAsync<ArgumentException>(() => fixture.Local.InvokeAsync(Echo, ("Value", text)));

        Assert.Contains("U+FFF", problem.Message, StringComparison.Ordinal);
        Assert.Equal([3], (await fixture.Local.InvokeAsync("1 + 2")).Output);
    }

    [Fact]
    public async Task Invoke_ValueOfAnotherType_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => fixture.Local.InvokeAsync(Echo, ("Value", new Uri("http://a.test"))));

    [Fact]
    public async Task Invoke_ErrorThatDoesNotEndTheScript_StandsBesideTheOutput()
    {
        var answer = await fixture.Local.InvokeAsync("'before'; Write-Error -Message 'not there' -ErrorId 'NotThere' -Category ObjectNotFound -TargetObject 'x.test'; 'after'");

        Assert.Equal(["before", "after"], answer.Output);
        var error = Assert.Single(answer.Errors);
        Assert.Equal(("not there", "ObjectNotFound", "x.test", false), (error.Message, error.Category, error.Target, error.IsTerminating));
        Assert.Contains("NotThere", error.Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_ErrorThatEndsTheScript_KeepsWhatCameBefore()
    {
        var answer = await fixture.Local.InvokeAsync("'before'; throw 'no more'; 'after'");

        Assert.Equal(["before"], answer.Output);
        Assert.True(Assert.Single(answer.Errors).IsTerminating);
        Assert.Equal("no more", answer.Errors[0].Message);
    }

    [Fact]
    public async Task Invoke_UnknownCommand_HasTheIdOfPowerShell()
    {
        var answer = await fixture.Local.InvokeAsync("Get-CsNoSuchThing");

        Assert.Equal(("CommandNotFoundException", "ObjectNotFound", "Get-CsNoSuchThing"), (answer.Errors[0].Id, answer.Errors[0].Category, answer.Errors[0].Target));
        Assert.Equal("System.Management.Automation.CommandNotFoundException", answer.Errors[0].ExceptionType);
    }

    [Fact]
    public async Task Invoke_Warning_IsItsText()
    {
        var answer = await fixture.Local.InvokeAsync("Write-Warning 'it is late'; 1");

        Assert.Equal(["it is late"], answer.Warnings);
        Assert.Equal([1], answer.Output);
    }

    [Fact]
    public async Task Invoke_PrintedText_IsNoOutput()
    {
        var answer = await fixture.Local.InvokeAsync("Write-Host ('noise ' + [char]27 + '[31mred'); [Console]::Out.WriteLine('direct'); 1");

        Assert.Equal([1], answer.Output);
        Assert.Contains("noise red", fixture.Local.Printed, StringComparison.Ordinal);
        Assert.Contains("direct", fixture.Local.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_Enumeration_HasNameAndNumber()
    {
        var answer = await fixture.Local.InvokeAsync("[DayOfWeek]::Friday");

        var value = Assert.IsType<ClixmlObject>(Assert.Single(answer.Output));
        Assert.Equal(("Friday", 5), (value.Text, value.Base));
        Assert.Equal("System.DayOfWeek", value.TypeNames[0]);
    }

    [Fact]
    public async Task Invoke_Object_HasPropertiesWhateverTheirCase()
    {
        var answer = await fixture.Local.InvokeAsync("New-Object PSObject -Property @{ Domain = 'a.test'; Nested = (New-Object PSObject -Property @{ Limit = 40 }) }");

        var value = Assert.IsType<ClixmlObject>(Assert.Single(answer.Output));
        Assert.Equal("a.test", value["DOMAIN"]);
        Assert.Equal(40, Assert.IsType<ClixmlObject>(value["nested"])["limit"]);
    }

    [Fact]
    public async Task Invoke_TwoAtOnce_AreAnsweredOneByOne()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => fixture.Local.InvokeAsync("param($n) $n", ("n", number))));

        Assert.Equal(Enumerable.Range(0, 20).Cast<object?>(), answers.Select(answer => Assert.Single(answer.Output)));
    }

    [Fact]
    public async Task Invoke_ScriptsOfCalls_ShareNoVariables()
    {
        await fixture.Local.InvokeAsync("$left = 1; $ErrorActionPreference = 'Stop'");

        Assert.Equal([null], (await fixture.Local.InvokeAsync(", $left")).Output);
    }

    [Fact]
    public async Task Ssh_Environment_IsWhatTheServerSets() =>
        Assert.Equal(["two words"], (await fixture.Ssh.InvokeAsync("$env:XDS_FIXTURE")).Output);

    [Fact]
    public async Task Invoke_ThousandsOfObjects_ComeInOneAnswer()
    {
        var answer = await fixture.Ssh.InvokeAsync("foreach ($n in 1..5000) { New-Object PSObject -Property @{ Number = $n; Text = ('x' * 100) } }");

        Assert.Equal(5000, answer.Output.Length);
        Assert.Equal(5000, ((ClixmlObject)answer.Output[^1]!)["Number"]);
    }
}
