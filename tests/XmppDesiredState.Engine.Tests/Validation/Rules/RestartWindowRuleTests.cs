using XmppDesiredState.Engine.Validation.Rules;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Tests.Validation.Rules;

public sealed class RestartWindowRuleTests
{
    private static readonly RestartWindowRule Rule = new();

    [Theory]
    [InlineData(null)]
    [InlineData("rolling")]
    [InlineData("together")]
    public void Restart_WithoutWindow_IsAWarning(string? mode) => Rule.FindsOne(Restarted(mode is null ? [] : [(Service.Restart, Given.Text(mode))]), "XDS2501", "service/edge@lync");

    [Fact]
    public void Restart_Manual_IsFine() => Rule.IsSilent(Restarted((Service.Restart, Given.Text("manual"))));

    [Fact]
    public void Restart_InAWindow_IsFine() => Rule.IsSilent(Restarted((Service.Window, Given.Text("nights"))));

    [Fact]
    public void Service_ThatNoCertificateRestarts_IsFine() => Rule.IsSilent(new Given().Service("edge").Certificate("other"));

    private static Given Restarted(params (Values.Field, Values.Value)[] service) => new Given().Service("edge", service).Certificate("edge", (Certificate.Restart, Given.List("edge")));
}
