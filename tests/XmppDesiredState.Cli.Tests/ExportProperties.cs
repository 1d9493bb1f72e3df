using System.Collections.Immutable;
using CsCheck;
using XmppDesiredState.Changes;
using XmppDesiredState.Cli.Tests.EndToEnd;
using XmppDesiredState.Conformance;
using XmppDesiredState.Providers;
using XmppDesiredState.Providers.Local;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Cli.Tests;

/// <summary>Whatever is live on <c>local</c>: exported, it is in canonical form and plans to nothing.</summary>
public sealed class ExportProperties
{
    private static readonly LocalProviderFactory Local = new();

    private static readonly Gen<ImmutableArray<Resource>> Lives = Gen.Select(
        Of(EdgeAccess.Kind, EdgeAccess.Id), Of(GatewaySettings.Kind, GatewaySettings.Id), Of(AccessPolicy.Kind, AccessPolicy.Global),
        Named(AccessPolicy.Kind, number => $"tag:Sales {number}: #{number}"), Named(Partner.Kind, number => $"p{number}.example"),
        (edge, gateway, global, policies, partners) => ImmutableArray.CreateRange([edge, gateway, global, .. policies, .. partners]));

    [Fact]
    public Task Export_RandomLiveResources_PlansToNothing() => Lives.SampleAsync(async live =>
    {
        using var sandbox = Sandbox.Empty();
        await WriteAsync(sandbox, live);
        sandbox.Write("gateway.yaml", "apiVersion: xmppstate/v1\nproviders:\n  gateway: { type: local, path: live }\n");

        var export = await Run.Of(null, ["export", "-f", "gateway.yaml", "--provider", "gateway"], folder: sandbox.Folder);
        sandbox.Write("exported.yaml", export.Out);
        var form = await Run.Of(null, ["fmt", "--check", "exported.yaml"], folder: sandbox.Folder);
        var plan = await Run.Of(null, ["plan", "--detailed-exitcode", "-f", "exported.yaml"], folder: sandbox.Folder);

        // What breaks a rule that nobody can accept (a domain in two partners) is told, written all the same, and refused by validation.
        var isBroken = export.Code == 1;
        Assert.True(export.Error.Contains("error[XDS2", StringComparison.Ordinal) == isBroken, export.Error);
        Assert.True(form.Code == 0, form.Error + export.Out);
        Assert.True(isBroken ? plan.Error.Contains("error[XDS2", StringComparison.Ordinal) : plan.Code == 0, plan.Error + plan.Out + export.Out);
    }, iter: 60);

    private static Gen<Resource> Of(Kind kind, ResourceId id) => ResourceGenerator.Of(kind, id, Local.Capabilities.First(capability => capability.Kind == kind).Fields)
        .Select(resource => kind == Partner.Kind && resource[Partner.Type] is null or Value.Cleared ? resource.With(Partner.Type, PartnerType.Federated) : resource);

    private static Gen<Resource[]> Named(Kind kind, Func<int, string> name) => Gen.Int[0, 99].SelectMany(number => Of(kind, new ResourceId(kind, name(number)))).Array[0, 5]
        .Select(resources => resources.DistinctBy(resource => resource.Id).ToArray());

    private static async Task WriteAsync(Sandbox sandbox, ImmutableArray<Resource> live)
    {
        var settings = new ProviderSettings("gateway", sandbox.Folder, Value.Map.NoItems.Add("path", new Value.Text(sandbox.PathOf("live"))), (_, _) => throw new InvalidOperationException("Nothing live is secret."), TimeProvider.System, _ => { }, AllowPrograms: false);
        await using var provider = Local.Create(settings);
        foreach (var (kind, resources) in live.GroupBy(resource => resource.Id.Kind).Select(group => (group.Key, group.ToList())))
        {
            var seen = (await provider.ObserveAsync(new Scope(kind, [], Unlisted: true), CancellationToken.None)).Resources.ToDictionary(resource => resource.Resource.Id);
            var steps = resources.Select((resource, index) => seen.GetValueOrDefault(resource.Id) is { } before
                ? new Step(index, "gateway", resource.Id, null, Operation.Update, before, resource)
                : new Step(index, "gateway", resource.Id, null, Operation.Create, null, resource)).ToList();
            await foreach (var outcome in provider.ExecuteAsync(steps, CancellationToken.None)) Assert.True(outcome.Result is StepResult.Applied or StepResult.AlreadyThere, $"{outcome.Diagnostic}");
        }
    }
}
