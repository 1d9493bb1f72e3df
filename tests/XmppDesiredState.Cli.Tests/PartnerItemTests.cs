using XmppDesiredState.Cli.Rendering;
using XmppDesiredState.Federation.Verification;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Cli.Tests;

public sealed class PartnerItemTests
{
    [Theory]
    [InlineData(VerdictKind.Works, "sasl-over-tls", "sasl-over-tls")]
    [InlineData(VerdictKind.Works, "tcp-dialback", "tcp-dialback")]
    [InlineData(VerdictKind.CannotTell, "sasl-over-tls", "sasl-or-tls-dialback")]
    [InlineData(VerdictKind.CannotTell, "opportunistic", "sasl-or-tls-dialback")]
    [InlineData(VerdictKind.CannotTell, "tls-dialback", "tls-dialback")]
    [InlineData(VerdictKind.CannotWork, "sasl-over-tls", "sasl-or-tls-dialback")]
    public void Of_AVerdict_DeclaresWhatIsProvedAndOtherwiseWhatHasASecondWay(VerdictKind kind, string weighed, string declared)
    {
        var negotiation = Negotiation.Presets.Single(preset => preset.Name == weighed).Negotiation;
        var direction = new DirectionVerdict(kind, negotiation.Methods, []);

        var item = PartnerItem.Of(Verdicts.Stranger with { Outgoing = direction, Incoming = direction, Weighed = negotiation });

        Assert.EndsWith($"\n    - domain: stranger.example\n      type: PublicUnverified\n      negotiation: {declared}\n", item, StringComparison.Ordinal);
        Assert.All(item.TrimEnd('\n').Split('\n')[..^3], line => Assert.StartsWith("    # ", line, StringComparison.Ordinal));
        Assert.Equal(kind == VerdictKind.Works, item.Contains("It works with", StringComparison.Ordinal));
    }
}
