using XmppDesiredState.Engine.Validation.Rules;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Tests.Validation.Rules;

public sealed class WeakKeyRuleTests
{
    private static readonly WeakKeyRule Rule = new();

    [Theory]
    [InlineData("RSA", 1024)]
    [InlineData("RSA", 2047)]
    [InlineData(null, 1024)]
    [InlineData("ECDSA", 521)]
    [InlineData("ECDSA", 2048)]
    public void Key_WeakOrUnusual_IsAnError(string? algorithm, int size) => Rule.FindsOne(Key(algorithm, size), "XDS2303", "certificate/edge@lync");

    [Theory]
    [InlineData("RSA", 2048)]
    [InlineData("RSA", 4096)]
    [InlineData("RSA", null)]
    [InlineData("ECDSA", 256)]
    [InlineData("ECDSA", 384)]
    [InlineData("ECDSA", null)]
    public void Key_Sound_IsFine(string? algorithm, int? size) => Rule.IsSilent(Key(algorithm, size));

    [Fact]
    public void Key_LeftOut_IsFine() => Rule.IsSilent(new Given().Certificate("edge"));

    private static Given Key(string? algorithm, int? size)
    {
        var items = new List<(string, Value)>();
        if (algorithm is not null) items.Add(("algorithm", Given.Text(algorithm)));
        if (size is { } bits) items.Add(("size", new Value.Number(bits)));
        return new Given().Certificate("edge", (Certificate.Key, Given.Map([.. items])));
    }
}
