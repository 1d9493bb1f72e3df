using CsCheck;
using XmppDesiredState.Values;

namespace XmppDesiredState.Tests.Values;

public sealed class DomainNameTests
{
    private static readonly string Label63 = new('a', 63);

    public static TheoryData<string, string> Names { get; } = new()
    {
        { "contoso.com", "contoso.com" },
        { "Contoso.COM", "contoso.com" },
        { "contoso.com.", "contoso.com" },
        { "a-b.1und1.example", "a-b.1und1.example" },
        { "127.example", "127.example" },
        { "bücher.example", "xn--bcher-kva.example" },
        { "BÜCHER.example", "xn--bcher-kva.example" },
        { "xn--bcher-kva.example", "xn--bcher-kva.example" },
        { "XN--BCHER-KVA.Example.", "xn--bcher-kva.example" },
        { "例え.example", "xn--r8jz45g.example" },
        { "한국.example", "xn--3e0b707e.example" },
        { $"{Label63}.com", $"{Label63}.com" },
        { string.Join('.', Label63, Label63, Label63, Label63[..61]), string.Join('.', Label63, Label63, Label63, Label63[..61]) },
    };

    public static TheoryData<string> Refused { get; } =
    [
        "", ".", "..", "contoso", "contoso.com..", ".contoso.com", "contoso..com", "-a.com", "a-.com", "a.com-", "a b.com", "a_b.com", "_xmpp-server._tcp.contoso.com", "a/b.com", "a@b.com", "a.com:5269", "a\0.com",
        "192.0.2.1", "1.2", "0x7f.1", "0x7f.0x1", "a.1", "2001:db8::1", "[2001:db8::1]", "xn--.com", "xn--a.com", "xn--\u00fc.com", "xn--bcher-kva1111111.com",
        $"{Label63}a.com", $"ü{Label63[..60]}.com", string.Join('.', Label63, Label63, Label63, Label63[..62]), new string('a', 5000),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void TryNormalize_Name_HasOneForm(string written, string expected)
    {
        Assert.Null(DomainName.TryNormalize(written, out var name));
        Assert.Equal(expected, name);
        Assert.Null(DomainName.TryNormalize(expected, out var again));
        Assert.Equal(expected, again);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void TryNormalize_NoName_IsRefused(string written)
    {
        var problem = DomainName.TryNormalize(written, out var name);
        Assert.NotNull(problem);
        Assert.Null(name);
        Assert.True(problem.Message.Length < 200);
    }

    [Theory]
    [InlineData("straße.example")]
    [InlineData("STRAẞE.example")]
    [InlineData("ﬁsh.example")]
    [InlineData("ｆｕｌｌ.example")]
    [InlineData("\u212aelvin.example")]
    [InlineData("bu\u0308cher.example")]
    [InlineData("\u09dc.example")]
    [InlineData("example。com")]
    [InlineData("ελλάδα.example")]
    [InlineData("a\u200db.example")]
    [InlineData("İ.example")]
    public void TryNormalize_DisputedLetter_AsksForTheALabel(string written)
    {
        var problem = DomainName.TryNormalize(written, out _);
        Assert.Contains("xn--", problem!.Fix, StringComparison.Ordinal);
        Assert.Contains(written, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TryNormalize_AnyText_IsRefusedOrHasOneForm() =>
        Gen.Select(Gen.OneOf(Gen.Const(""), Gen.Const("xn--"), Gen.Const("a.xn--")), Gen.OneOf(Gen.String, Gen.String[Gen.Char["abcxyzABC019.-"], 0, 70]), Gen.OneOf(Gen.Const(""), Gen.Const(".example"))).Sample((start, middle, end) =>
        {
            if (DomainName.TryNormalize(start + middle + end, out var name) is not null) return name is null;
            return DomainName.TryNormalize(name!, out var again) is null && again == name && name!.All(c => char.IsAscii(c) && !char.IsUpper(c)) && !DomainName.IsAddress(name!);
        }, iter: 20_000);

    [Fact]
    public void TryNormalize_Wildcard_SaysThatThereIsNone() =>
        Assert.Contains("no wildcards", DomainName.TryNormalize("*.contoso.com", out _)!.Fix, StringComparison.Ordinal);
}
