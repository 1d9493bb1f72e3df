using System.Diagnostics;
using System.Text;
using CsCheck;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Engine.Tests.Planning;

namespace XmppDesiredState.Engine.PlanFiles;

public sealed class PlanJsonTests
{
    [Fact]
    public void Plan_WrittenReadAndWritten_GivesTheSameBytes() => Generators.Plan.Sample(plan =>
    {
        var json = Samples.Json(plan);
        var (read, diagnostics) = PlanJson.Read(Encoding.UTF8.GetBytes(json), "plan.json");
        Assert.Empty(diagnostics);
        Assert.Equal(json, Samples.Json(read!));
        Assert.True(PlanComparer.Compare(plan, read!) is { IsCovered: true, Differences.IsEmpty: true });
        Assert.Equal(plan.Steps.Select(step => (step.Step.After, step.Step.Before?.Resource)), read!.Steps.Select(step => (step.Step.After, step.Step.Before?.Resource)));
    }, iter: 200);

    [Fact]
    public void Plan_InWhichPartnersSwapDomains_KeepsWhatStandsBetween()
    {
        var plan = new PlanCase()
            .HasLive(PlanCase.APartner("a.example", additional: ["x.example", "k.example"])).Declares(PlanCase.APartner("a.example", additional: ["y.example", "k.example"]))
            .HasLive(PlanCase.APartner("b.example", additional: ["y.example"])).Declares(PlanCase.APartner("b.example", additional: ["x.example"])).Plan();

        var read = PlanJson.Read(Encoding.UTF8.GetBytes(Samples.Json(plan)), "plan.json").Plan!;

        Assert.Equal(plan.Steps.Select(step => (step.Step.After, step.Step.Before?.Resource)), read.Steps.Select(step => (step.Step.After, step.Step.Before?.Resource)));
    }

    [Fact]
    public void Plan_WrittenToAStream_GivesTheSameBytes()
    {
        using var stream = new MemoryStream();
        PlanJson.Write(Samples.Plan, stream);
        Assert.Equal(Samples.Json(Samples.Plan), Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void Json_OfAPlan_HasTerraformsShape()
    {
        var json = Samples.Json(Samples.Plan);
        Assert.StartsWith("{\n  \"format_version\": \"1.0\",", json, StringComparison.Ordinal);
        Assert.Contains("\"address\": \"partner/fabrikam.com@lync\"", json, StringComparison.Ordinal);
        Assert.Contains("\"actions\": [\n          \"update\"\n        ]", json, StringComparison.Ordinal);
        Assert.EndsWith("}\n", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Required", "Optional", "XDS4505")]
    [InlineData("\"config_digest\": \"aa", "\"config_digest\": \"ab", "XDS4505")]
    [InlineData("\"plan_id\": \"", "\"plan_id\": \"0", "XDS4505")]
    [InlineData("\"change_digest\": \"", "\"change_digest\": \"0", "XDS4505")]
    [InlineData("\"format_version\": \"1.", "\"format_version\": \"2.", "XDS4503")]
    [InlineData("\"address\": \"partner/fab", "\"address\": \"friend/fab", "XDS4504")]
    [InlineData("\"keepAlive\": false", "\"keepAwake\": false", "XDS4504")]
    [InlineData("\"keepAlive\": false", "\"keepAlive\": \"no\"", "XDS4504")]
    [InlineData("\"action\": \"update\"", "\"action\": \"create\"", "XDS4504")]
    [InlineData("\"action\": \"update\"", "\"action\": \"upgrade\"", "XDS4504")]
    [InlineData("\"provider_name\": \"lync\"", "\"provider_name\": \"lynx\"", "XDS4504")]
    [InlineData("\"notes\"", "\"nodes\"", "XDS4504")]
    [InlineData("\"notes\": []", "\"notes\": [,]", "XDS4501")]
    public void File_EditedByHand_IsRefusedWithItsPlace(string from, string to, string code)
    {
        var json = Samples.Json(Samples.Plan);
        Assert.Contains(from, json, StringComparison.Ordinal);
        var at = json.IndexOf(from, StringComparison.Ordinal);
        var (plan, diagnostics) = Read(string.Concat(json.AsSpan(0, at), to, json.AsSpan(at + from.Length)));
        Assert.Null(plan);
        Assert.Equal(code, diagnostics[0].Code);
        Assert.Equal("plan.json", diagnostics[0].Where?.File);
    }

    [Fact]
    public void File_WithUnknownNamesOfANewerMinorVersion_IsRead()
    {
        var json = Samples.Json(Samples.Plan).Replace("{\n  \"format_version\": \"1.0\",", "{\n  \"new_thing\": [1.5, {}],\n  \"format_version\": \"1.7\",", StringComparison.Ordinal);
        Assert.NotNull(Read(json).Plan);
    }

    [Fact]
    public void File_WithConvertedLineEnds_IsRead() =>
        Assert.NotNull(Read("\uFEFF" + Samples.Json(Samples.Plan).Replace("\n", "\r\n", StringComparison.Ordinal)).Plan);

    [Fact]
    public void File_IndentedAnewByAnotherTool_IsRefused() =>
        Assert.Equal("XDS4505", Assert.Single(Read(Samples.Json(Samples.Plan).Replace("\n", "\n  ", StringComparison.Ordinal)).Diagnostics).Code);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("Plan: 1 to add, 0 to change, 0 to destroy.")]
    public void File_NotAPlan_IsReported(string text)
    {
        var (plan, diagnostics) = Read(text);
        Assert.Null(plan);
        Assert.NotEmpty(diagnostics);
    }

    [Fact]
    public void File_OverTheLimit_IsRefused() =>
        Assert.Equal("XDS4502", Assert.Single(PlanJson.Read(new byte[PlanJson.MaximumBytes + 1], "plan.json").Diagnostics).Code);

    [Fact]
    public void File_WithRandomBytesChanged_NeverThrows()
    {
        var clock = Stopwatch.StartNew();
        var original = Encoding.UTF8.GetBytes(Samples.Json(Samples.Plan));
        var edits = Gen.Select(Gen.Int[0, original.Length - 1], Gen.Byte, Gen.Int[0, 2]).Array[1, 4];
        edits.Sample(changes =>
        {
            var bytes = original.ToList();
            foreach (var (at, value, how) in changes)
            {
                if (how == 0) bytes[Math.Min(at, bytes.Count - 1)] = value;
                else if (how == 1) bytes.RemoveAt(Math.Min(at, bytes.Count - 1));
                else bytes.Insert(Math.Min(at, bytes.Count), value);
            }

            var (plan, diagnostics) = PlanJson.Read(bytes.ToArray(), "plan.json");
            Assert.True(plan is null != diagnostics.IsEmpty);
            Assert.All(diagnostics, diagnostic => Assert.StartsWith("XDS450", diagnostic.Code, StringComparison.Ordinal));
        }, time: 3);
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1));
    }

    private static (Plan? Plan, IReadOnlyList<XmppDesiredState.Diagnostics.Diagnostic> Diagnostics) Read(string json)
    {
        var (plan, diagnostics) = PlanJson.Read(Encoding.UTF8.GetBytes(json), "plan.json");
        return (plan, diagnostics);
    }
}
