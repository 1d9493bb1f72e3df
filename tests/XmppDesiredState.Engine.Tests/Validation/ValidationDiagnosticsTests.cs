using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Validation;

namespace XmppDesiredState.Engine.Tests.Validation;

public sealed class ValidationDiagnosticsTests
{
    public static TheoryData<string> Codes => [.. ValidationDiagnostics.All.Select(descriptor => descriptor.Code)];

    [Fact]
    public void Codes_AreUniqueAndInOrder() =>
        Assert.Equal(ValidationDiagnostics.All.Select(descriptor => descriptor.Code).Distinct().Order(StringComparer.Ordinal), ValidationDiagnostics.All.Select(descriptor => descriptor.Code));

    [Fact]
    public void Rules_EachHaveCodesOfTheirOwn()
    {
        Assert.All(Validator.Rules, rule => Assert.NotEmpty(rule.Descriptors));
        Assert.Equal(Validator.Rules.Select(rule => rule.GetType()).Distinct().Count(), Validator.Rules.Length);
    }

    [Fact]
    public void Rules_AllStandInTheValidatorsList() =>
        Assert.Equal(typeof(IRule).Assembly.GetTypes().Where(type => type.IsClass && typeof(IRule).IsAssignableFrom(type)).Select(type => type.Name).Order(),
            Validator.Rules.Select(rule => rule.GetType().Name).Order());

    [Fact]
    public void Rules_EachHaveATestClass() => Assert.All(Validator.Rules, rule =>
        Assert.NotNull(typeof(ValidationDiagnosticsTests).Assembly.GetType($"{typeof(ValidationDiagnosticsTests).Namespace}.Rules.{rule.GetType().Name}Tests")));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Descriptor_SaysWhyAndHowToMend(string code)
    {
        var descriptor = Assert.Single(ValidationDiagnostics.All, candidate => candidate.Code == code);

        Assert.Matches("^XDS2[0-9]{3}$", code);
        Assert.False(descriptor.Title.EndsWith('.'));
        Assert.EndsWith(".", descriptor.Explanation);
        Assert.True(descriptor.Explanation.Split(". ").Length >= 2, descriptor.Explanation);
        Assert.True(descriptor.Severity != Severity.Note || !descriptor.IsAcceptable, "A note needs no acceptance.");
    }
}
