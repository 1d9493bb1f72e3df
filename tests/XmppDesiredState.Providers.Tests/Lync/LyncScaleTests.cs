using XmppDesiredState.Changes;
using XmppDesiredState.LyncPowerShell.World;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Tests.Lync;

public sealed class LyncScaleTests : IAsyncDisposable
{
    private readonly LyncBench bench = new();

    [Fact]
    public async Task Partners_FiveThousand_AreOneCall()
    {
        bench.World.Edit(state => state.Partners.AddRange(Enumerable.Range(1, 5000).Select(number => new LyncPartner
        {
            Identity = $"p{number}.example",
            AdditionalDomains = [$"a.p{number}.example", $"b.p{number}.example"],
            Description = $"Partner {number}",
            ConnectionLimit = 20,
        })));

        var seen = await LyncBench.ObserveAsync(bench.Provider(), Partner.Kind);

        Assert.Equal(5000, seen.Resources.Length);
        Assert.Single(bench.World.Calls, call => call.Cmdlet == "Get-CsXmppAllowedPartner");
    }

    [Fact]
    public async Task Partners_TwoHundred_AreMadeInOneSession()
    {
        var outcomes = await LyncBench.RunAsync(bench.Provider(), [.. Enumerable.Range(1, 200).Select(number => LyncBench.Create(LyncBench.Partner($"p{number}.example"), number))]);

        Assert.All(outcomes, outcome => Assert.Equal(StepResult.Applied, outcome.Result));
        Assert.Equal(200, bench.World.Calls.Count(call => call.Cmdlet == "New-CsXmppAllowedPartner"));
    }

    public ValueTask DisposeAsync() => bench.DisposeAsync();
}
