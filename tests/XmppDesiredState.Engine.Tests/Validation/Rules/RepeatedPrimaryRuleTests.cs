using XmppDesiredState.Engine.Validation.Rules;

namespace XmppDesiredState.Engine.Tests.Validation.Rules;

public sealed class RepeatedPrimaryRuleTests
{
    private static readonly RepeatedPrimaryRule Rule = new();

    [Fact]
    public void Primary_AmongItsAdditional_IsAWarning() =>
        Rule.FindsOne(new Given().Partner("a.example", additional: ["a.example", "b.example"]), "XDS2106", "partner/a.example@lync");

    [Fact]
    public void Additional_OfOtherNames_IsFine() => Rule.IsSilent(new Given().Partner("a.example", additional: ["b.example"]).Partner("c.example"));
}
