using System.Collections.Immutable;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Abstractions.Tests.Resources;

/// <summary>Complete maps take a shorter way through the reader; it must lead to the same place.</summary>
public sealed class CanonicalReadingTests
{
    [Theory]
    [InlineData("access.contoso.com", 5269, true)]
    [InlineData(".", 0, true)]
    [InlineData("203.0.113.10", 5269, true)]
    [InlineData("access.contoso.com", 65536, false)]
    [InlineData("access.contoso.com", -1, false)]
    [InlineData("no name", 5269, false)]
    public void SrvTarget_WithAllKeys_IsCheckedAllTheSame(string host, long port, bool isGood)
    {
        var read = SrvTargetType.Instance.TryRead(Map(("priority", new Value.Number(1)), ("weight", new Value.Number(2)), ("port", new Value.Number(port)), ("target", new Value.Text(host))),
            out SrvTarget? target, out var problem);

        Assert.Equal(isGood, read);
        Assert.Equal(isGood, problem is null);
        if (isGood) Assert.Equal(new SrvTarget(1, 2, (int)port, host), target);
    }

    [Fact]
    public void SrvTarget_WithAllKeysAndCapitals_IsMadeCanonical()
    {
        Assert.True(SrvTargetType.Instance.TryRead(Map(("priority", new Value.Number(0)), ("weight", new Value.Number(0)), ("port", new Value.Number(5269)), ("target", new Value.Text("Access.Contoso.com."))),
            out SrvTarget? target, out _));

        Assert.Equal("access.contoso.com", target!.Target);
    }

    [Fact]
    public void SrvTarget_WrittenAgain_IsTheSameValue()
    {
        static Value Write(string host) => SrvTargetType.Instance.Write(new SrvTarget(0, 0, 5269, host));

        // Tests beside this one write targets too, and one of theirs may come in between.
        Assert.Contains(Enumerable.Range(0, 1000), _ => ReferenceEquals(Write("access.contoso.com"), Write(new string("access.contoso.com"))));
        Assert.NotEqual(Write("access.contoso.com"), Write("access.fabrikam.com"));
    }

    [Fact]
    public void SrvTargets_ManyOnSeveralThreads_AreWrittenEachAsItself() => Parallel.For(0, 20_000, index =>
    {
        var target = new SrvTarget(index % 7, index % 5, 5269, $"access{index % 300}.contoso.com");
        Assert.True(SrvTargetType.Instance.TryRead(SrvTargetType.Instance.Write(target), out SrvTarget? read, out _));
        Assert.Equal(target, read);
    });

    [Theory]
    [InlineData("Required", "Optional", true)]
    [InlineData("required", "Optional", false)]
    [InlineData("Required", "Never", false)]
    public void Negotiation_WithAllKeys_IsCheckedAllTheSame(string tls, string sasl, bool isGood)
    {
        var read = NegotiationType.Instance.TryRead(Map(("tls", new Value.Text(tls)), ("sasl", new Value.Text(sasl)), ("dialback", new Value.Flag(true))), out Negotiation? negotiation, out var problem);

        Assert.Equal(isGood, read);
        Assert.Equal(isGood, problem is null);
        if (isGood) Assert.Equal(new Negotiation(NegotiationLevel.Required, NegotiationLevel.Optional, true), negotiation);
    }

    private static Value.Map Map(params (string Key, Value Value)[] items) =>
        new(ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, items.Select(item => KeyValuePair.Create(item.Key, item.Value))));
}
