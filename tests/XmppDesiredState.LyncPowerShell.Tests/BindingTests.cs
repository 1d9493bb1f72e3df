using System.Management.Automation;
using System.Text.Json;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Tests;

/// <summary>The binder refuses what the reference does not have, for every cmdlet and parameter of the reference that exists here.</summary>
public sealed class BindingTests : LyncFixture
{
    private static readonly string[] FromShouldProcess = ["WhatIf", "Confirm"];

    private static readonly JsonElement Reference = ReadReference();

    public static TheoryData<string> Cmdlets => [.. LyncEngine.Cmdlets];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Every_cmdlet_has_the_sets_and_parameters_of_the_reference_and_no_other(string cmdlet)
    {
        var info = (CommandInfo)Assert.Single(Gives($"Get-Command {cmdlet}")).BaseObject;
        foreach (var set in Reference.GetProperty(cmdlet).GetProperty("parameterSets").EnumerateObject())
        {
            var name = set.Name == "default" ? "__AllParameterSets" : set.Name.Split(' ')[0];
            var bound = Assert.Single(info.ParameterSets, known => known.Name == name);
            var own = bound.Parameters.Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name)).ToDictionary(parameter => parameter.Name);
            Assert.Equal(set.Value.EnumerateObject().Select(parameter => parameter.Name).Order(StringComparer.Ordinal), own.Keys.Order(StringComparer.Ordinal));
            foreach (var parameter in set.Value.EnumerateObject())
            {
                Assert.Equal(parameter.Value.GetProperty("required").GetBoolean(), own[parameter.Name].IsMandatory);
                Assert.Equal(parameter.Value.GetProperty("positional").GetBoolean(), own[parameter.Name].Position >= 0);
                if (FromShouldProcess.Contains(parameter.Name)) continue;
                var type = parameter.Value.GetProperty("type").GetString();
                if (type is not ("NTService" or "CertificateReference")) Assert.Equal(type, own[parameter.Name].ParameterType.Name);
            }
        }
        Assert.Equal(Reference.GetProperty(cmdlet).GetProperty("parameterSets").EnumerateObject().Count(), info.ParameterSets.Count);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Every_parameter_under_a_wrong_name_is_refused(string cmdlet)
    {
        var names = Reference.GetProperty(cmdlet).GetProperty("parameterSets").EnumerateObject().SelectMany(set => set.Value.EnumerateObject()).Select(parameter => parameter.Name).Distinct().ToList();
        // Without these the binder stops at the set, of which none is the default.
        var chosen = cmdlet == "Request-CsCertificate" ? "-New -Type Internal" : "";
        foreach (var name in names) Assert.Equal("NamedParameterNotFound", Fails($"{cmdlet} {chosen} -{name}X 1").Id);
        Assert.Empty(World.Calls);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Parameters_of_two_sets_together_are_refused(string cmdlet)
    {
        var sets = Reference.GetProperty(cmdlet).GetProperty("parameterSets").EnumerateObject().ToList();
        var own = sets.Select(set => set.Value.EnumerateObject().Where(parameter => sets.TrueForAll(other => other.Name == set.Name || !other.Value.TryGetProperty(parameter.Name, out _))).ToList()).ToList();
        for (var left = 0; left < own.Count; left++)
        {
            for (var right = left + 1; right < own.Count; right++)
            {
                if (own[left].Count == 0 || own[right].Count == 0) continue;
                var id = Fails($"{cmdlet} {Given(own[left][0])} {Given(own[right][0])}").Id;
                Assert.True(id is "AmbiguousParameterSet", id);
            }
        }
        Assert.Empty(World.Calls);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Every_enumeration_and_number_refuses_other_words(string cmdlet)
    {
        foreach (var parameter in Reference.GetProperty(cmdlet).GetProperty("parameterSets").EnumerateObject().SelectMany(set => set.Value.EnumerateObject()))
        {
            if (parameter.Value.GetProperty("type").GetString() is "String" or "SwitchParameter" or "PSObject" or "PSListModifier" or "XdsIdentity" or "XdsGlobalRelativeIdentity" or "NTService" or "CertificateReference") continue;
            Assert.StartsWith("CannotConvertArgument", Fails($"{cmdlet} -{parameter.Name} 'no such word'").Id, StringComparison.Ordinal);
        }
        Assert.Empty(World.Calls);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Every_mandatory_parameter_is_missed(string cmdlet)
    {
        foreach (var set in Reference.GetProperty(cmdlet).GetProperty("parameterSets").EnumerateObject())
        {
            var mandatory = set.Value.EnumerateObject().Where(parameter => parameter.Value.GetProperty("required").GetBoolean()).ToList();
            if (mandatory.Count == 0) continue;
            // Without a value for any: a set that wants none might be chosen instead.
            var isOnly = Reference.GetProperty(cmdlet).GetProperty("parameterSets").EnumerateObject().All(other => other.Value.EnumerateObject().Any(parameter => parameter.Value.GetProperty("required").GetBoolean()));
            // Of three sets without a default the binder does not even choose one.
            if (isOnly) Assert.Equal(cmdlet == "Set-CsCertificate" ? "AmbiguousParameterSet" : "MissingMandatoryParameter", Fails(cmdlet).Id);
        }
        Assert.Empty(World.Calls);
    }

    [Theory]
    [InlineData("New-CsXmppAllowedPartner -TlsNegotiation Mandatory a.example")]
    [InlineData("New-CsXmppAllowedPartner -PartnerType 'Public Verified' a.example")]
    [InlineData("Set-CsXmppAllowedPartner a.example -ConnectionLimit -1")]
    [InlineData("Set-CsXmppAllowedPartner a.example -ConnectionLimit 4294967296")]
    [InlineData("Set-CsXmppAllowedPartner a.example -EnableKeepAlive no")]
    [InlineData("Set-CsXmppAllowedPartner a.example -AdditionalDomains @{Append='x'}")]
    public void Values_of_the_wrong_kind_are_refused(string script) => Assert.StartsWith("CannotConvertArgument", Fails(script).Id, StringComparison.Ordinal);

    [Theory]
    [InlineData("Set-CsXmppAllowedPartner a.example -Domain a.example")]
    [InlineData("Set-CsXmppAllowedPartner a.example -KeepAliveInterval 5")]
    [InlineData("New-CsExtenalAccessPolicy x -EnableFederationAccess $true")]
    [InlineData("Get-CsXmppGatewaySettings")]
    [InlineData("Test-CsXmppIM -TargetFqdn x -Receiver y")]
    public void What_pages_get_wrong_is_refused(string script) => Assert.True(Fails(script).Id is "NamedParameterNotFound" or "CommandNotFoundException");

    private static string Given(JsonProperty parameter) => parameter.Value.GetProperty("type").GetString() switch
    {
        "SwitchParameter" => "-" + parameter.Name,
        "Boolean" => $"-{parameter.Name} $true",
        "VerificationLevelType" => $"-{parameter.Name} AlwaysVerifiable",
        "CertType[]" => $"-{parameter.Name} Internal",
        _ => $"-{parameter.Name} '1'",
    };

    private static JsonElement ReadReference()
    {
        using var stream = typeof(LyncWorld).Assembly.GetManifestResourceStream("lync-cmdlets.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.GetProperty("cmdlets").Clone();
    }
}
