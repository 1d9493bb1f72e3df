using XmppDesiredState.Engine.Validation.Rules;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Tests.Validation.Rules;

public sealed class PublicVerifiedRuleTests
{
    private static readonly PublicVerifiedRule Rule = new();

    [Fact]
    public void PublicVerified_IsAWarning() => Rule.FindsOne(new Given().Partner("chat.example", PartnerType.PublicVerified), "XDS2109", "partner/chat.example@lync");

    [Theory]
    [InlineData(PartnerType.Federated)]
    [InlineData(PartnerType.PublicUnverified)]
    public void OtherTypes_AreFine(PartnerType type) => Rule.IsSilent(new Given().Partner("chat.example", type));
}
