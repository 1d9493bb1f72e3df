using XmppDesiredState.Federation.Verification;

namespace XmppDesiredState.Federation.Tests.Verdicts;

/// <summary>Verify against what Prosody and ejabberd really do: one scene, more than a hundred configurations.</summary>
[Collection(nameof(Evidence))]
public sealed class VerdictAgreementTests(Evidence evidence)
{
    [Fact]
    public void Servers_FederateInSomeConfigurationsAndNotInOthers()
    {
        Assert.True(evidence.Truth.Values.Count(real => real.Ping.IsPong) >= 24);
        Assert.True(evidence.Truth.Values.Count(real => !real.Ping.IsPong) >= 24);
        Assert.All(evidence.Truth.Values, real => Assert.Equal(real.Ping.IsPong, real is { Outgoing: not null, Incoming: not null }));
    }

    /// <param name="works">So many must be found to work, and <paramref name="cannot"/> not to: who always says that he cannot tell is never wrong either.</param>
    [Theory]
    [InlineData(nameof(Standpoint.WithKey), 50, 40)]
    [InlineData(nameof(Standpoint.WithoutKey), 20, 30)]
    [InlineData(nameof(Standpoint.LookOnly), 0, 10)]
    [InlineData(nameof(Standpoint.WithoutRoots), 1, 10)]
    public void Verdict_AgreesWithThePing(string standpoint, int works, int cannot)
    {
        var from = Enum.Parse<Standpoint>(standpoint);
        var verdicts = evidence.Verdicts[from];
        var problems = VerdictRow.Seen(from).SelectMany(row => Disagreement.Of(row, verdicts[row], evidence.Truth[row])).ToArray();
        Assert.True(problems.Length == 0, string.Join('\n', problems));
        Assert.InRange(verdicts.Values.Count(verdict => verdict.Kind == VerdictKind.Works), works, int.MaxValue);
        Assert.InRange(verdicts.Values.Count(verdict => verdict.Kind == VerdictKind.CannotWork), cannot, int.MaxValue);
    }

    /// <summary>Whoever declares the preset that verify names for an undeclared partner gets what was said.</summary>
    [Fact]
    public void PresetForAnUndeclaredPartner_AgreesWithThePingUnderIt()
    {
        var named = evidence.Verdicts[Standpoint.Undeclared].Select(pair => (Row: VerdictRow.All.FirstOrDefault(row => row.Theirs == pair.Key.Theirs && row.Ours.Declared == pair.Value.Weighed), Verdict: pair.Value)).ToArray();
        var pinged = named.Where(pair => pair.Row is not null).ToArray();
        var problems = pinged.SelectMany(pair => Disagreement.Of(pair.Row!, pair.Verdict, evidence.Truth[pair.Row!])).ToArray();
        Assert.True(problems.Length == 0, string.Join('\n', problems));
        Assert.InRange(pinged.Count(pair => pair.Verdict.Kind == VerdictKind.Works), 5, int.MaxValue);
        Assert.InRange(pinged.Select(pair => pair.Verdict.Weighed).Distinct().Count(), 3, int.MaxValue);
    }

    [Fact]
    public void Table_IsTheOneInTheReadme() => Readme.Holds(VerdictTable.Of(evidence));
}
