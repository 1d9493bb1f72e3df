using XmppDesiredState.Engine.Validation.Rules;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Tests.Validation.Rules;

public sealed class UnencryptedPartnerRuleTests
{
    private static readonly UnencryptedPartnerRule Rule = new();
    private static readonly Negotiation ClearText = new(NegotiationLevel.NotSupported, NegotiationLevel.NotSupported, true);

    [Fact]
    public void Federated_WithoutTls_IsAWarning() => Rule.FindsOne(new Given().Partner("old.example", PartnerType.Federated, ClearText), "XDS2107", "partner/old.example@lync");

    [Theory]
    [InlineData(NegotiationLevel.Optional)]
    [InlineData(NegotiationLevel.Required)]
    public void Federated_WithTls_IsFine(NegotiationLevel tls) => Rule.IsSilent(new Given().Partner("old.example", PartnerType.Federated, ClearText with { Tls = tls }));

    [Fact]
    public void Unverified_WithoutTls_IsFine() => Rule.IsSilent(new Given().Partner("old.example", PartnerType.PublicUnverified, ClearText));

    [Fact]
    public void Negotiation_LeftOut_IsFine() => Rule.IsSilent(new Given().Partner("old.example", PartnerType.Federated));
}
