using System.Buffers;
using System.Collections.Immutable;
using CsCheck;
using XmppDesiredState.Conformance.Fakes;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Drifting;
using XmppDesiredState.Engine.PlanFiles;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Resources;
using XmppDesiredState.Tests.Ordering;

namespace XmppDesiredState.Engine.Tests;

/// <summary>What holds for any desired state over any live one, with faults in between.</summary>
[TakesLong(35)]
public sealed class ReconcilerProperties
{
    private static readonly string[] Primaries = ["a.example", "b.example", "c.example", "d.example", "e.example", "f.example"];
    private static readonly string[] Loose = ["u.example", "v.example", "w.example", "x.example", "y.example", "z.example"];

    /// <summary>Partners in which a domain stands once, primary or additional: what validation lets through and a gateway can hold.</summary>
    private static readonly Gen<ImmutableArray<Resource>> Partners = Gen.Select(
        Gen.Int[0, 3].Array[Primaries.Length], Gen.Int[0, Primaries.Length + 2].Array[Loose.Length + Primaries.Length], Gen.OneOf(Negotiation.Presets.Select(preset => preset.Negotiation).ToArray()))
        .Select((kinds, homes, negotiation) =>
        {
            var present = Enumerable.Range(0, Primaries.Length).Where(index => kinds[index] > 0).ToArray();
            return (ImmutableArray<Resource>)[.. present.Select(index =>
            {
                // A primary domain that is no partner of its own may be an additional domain of another.
                var additional = Loose.Concat(Primaries.Where((_, other) => kinds[other] == 0)).Where((_, position) => homes[position] == index);
                var partner = new Resource(new ResourceId(Partner.Kind, Primaries[index])).With(Partner.Type, (PartnerType)(kinds[index] - 1)).With(Partner.AdditionalDomains, [.. additional]);
                return kinds[index] == 2 ? partner.With(Partner.Negotiation, negotiation) : partner;
            })];
        });

    private static readonly Gen<UnlistedPolicy> Unlisted = Gen.OneOf(UnlistedPolicy.Report, UnlistedPolicy.Ignore, UnlistedPolicy.Delete);

    [Fact]
    public async Task Apply_then_plan_is_empty_or_explained_whatever_failed_in_between() =>
        await Gen.Select(Partners, Partners, Partners, Unlisted, Gen.Int[0, 1000], Gen.Double[0, 0.7]).SampleAsync(async (live, first, second, unlisted, seed, share) =>
        {
            using var rig = new Rig();
            foreach (var partner in live) rig.World.Put(partner);
            rig.Options = rig.Options with { AllowEmpty = [Partner.Kind] };
            rig.Declare(UnlistedPolicy.Report, [.. first]);
            rig.World.OnExecute = FakeFaults.Random(seed, share);
            await rig.ApplyAsync();
            rig.Declare(unlisted, [.. second]);
            await rig.ApplyAsync();

            rig.World.OnExecute = _ => FakeFault.None;
            // What a fault left behind may hold a domain that another step needs first: as many runs as there are partners are enough.
            for (var run = 0; run < Primaries.Length && (await rig.PlanAsync()).Summary.HasExecutable; run++) await rig.ApplyAsync();

            var left = await rig.PlanAsync();
            Assert.All(left.Changes, change => Assert.True(change.IsBlocked, change.Address.ToString()));
            Assert.All(left.Changes, change => Assert.Equal(PlanningDiagnostics.DomainHeld, change.Blocked!.Descriptor.Code == "XDS4102" ? PlanningDiagnostics.DomainHeld : change.Blocked.Descriptor));
        }, iter: 300);

    [Fact]
    public async Task Drift_writes_nothing_and_tells_of_every_change_of_the_plan_whose_doing_it_is() =>
        await Gen.Select(Partners, Partners, Partners, Partners, Unlisted, Gen.Bool).SampleAsync(async (live, first, edits, second, unlisted, applies) =>
        {
            using var rig = new Rig();
            foreach (var partner in live) rig.World.Put(partner);
            rig.Options = rig.Options with { AllowEmpty = [Partner.Kind] };
            rig.Declare(UnlistedPolicy.Report, [.. first]);
            if (applies)
            {
                await rig.ApplyAsync();
                Assert.DoesNotContain((await rig.DriftAsync()).Items, item => item.Class == DriftClass.Drift);
            }

            foreach (var partner in edits) rig.World.Put(partner);
            rig.Declare(unlisted, [.. second]);
            var (writes, files) = (rig.World.Writes.Count(), Files(rig.StoreFolder));

            var (plan, drift) = (await rig.PlanAsync(), await rig.DriftAsync());

            Assert.Equal((writes, files), (rig.World.Writes.Count(), Files(rig.StoreFolder)));
            Assert.Equal(plan.Changes.Select(change => change.Address).Order(), drift.Items.Where(item => item.Change is not null).Select(item => item.Address).Distinct().Order());
            Assert.Equal(plan.Unlisted.Select(other => other.Address).Order(), drift.Items.Where(item => item.Change is null).Select(item => item.Address).Order());
            Assert.Equal(drift.Items.Length, drift.Items.Select(item => (item.Class, item.Address)).Distinct().Count());
            Assert.Equal(drift.Items.Length, DriftSummary.Classes.Sum(of => drift.Summary[of]));
            Assert.Equal(plan.Changes.Sum(change => change.Action == ChangeAction.Update ? change.Attributes.Length : 0),
                drift.Items.Sum(item => item.Change?.Action == ChangeAction.Update ? item.Attributes.Length : 0));
            if (!applies) Assert.DoesNotContain(drift.Items, item => item.Class == DriftClass.Drift);
        }, iter: 200);

    private static string Files(string folder) => !Directory.Exists(folder) ? "" : string.Join('\n', Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(file => $"{file} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))}"));

    [Fact]
    public async Task Nothing_unlisted_is_touched() =>
        await Gen.Select(Partners, Partners, Gen.Int[0, 1000]).SampleAsync(async (live, desired, seed) =>
        {
            using var rig = new Rig();
            foreach (var partner in live) rig.World.Put(partner);
            var foreign = rig.World.Resources.Where(resource => desired.All(partner => partner.Id != resource.Id)).ToArray();
            rig.Declare([.. desired]);
            rig.World.OnExecute = FakeFaults.Random(seed, 0.3);

            await rig.ApplyAsync();

            Assert.All(foreign, resource => Assert.Equal(resource, rig.World.Find(resource.Id)));
            Assert.All(rig.World.Writes, call => Assert.Contains(desired, partner => partner.Id == call.Step!.Resource));
        }, iter: 200);

    [Fact]
    public async Task Nothing_outside_only_changes() =>
        await Gen.Select(Partners, Partners, Gen.OneOf(Primaries)).SampleAsync(async (live, desired, name) =>
        {
            using var rig = new Rig();
            foreach (var partner in live) rig.World.Put(partner);
            var before = rig.World.Resources;
            rig.Declare(UnlistedPolicy.Delete, [.. desired]);
            rig.Options = rig.Options with { Only = [$"partner/{name}"], AllowEmpty = [Partner.Kind] };

            await rig.ApplyAsync();

            Assert.All(before.Where(resource => resource.Id.Name != name), resource => Assert.Equal(resource, rig.World.Find(resource.Id)));
        }, iter: 200);

    [Fact]
    public async Task A_domain_is_never_held_by_two_partners_at_any_moment() =>
        await Gen.Select(Partners, Partners, Gen.Int[0, 1000]).SampleAsync(async (live, desired, seed) =>
        {
            using var rig = new Rig();
            rig.Options = rig.Options with { AllowEmpty = [Partner.Kind] };
            foreach (var partner in live) rig.World.Put(partner);
            rig.Declare(UnlistedPolicy.Delete, [.. desired]);
            var faults = FakeFaults.InTurn([.. Enumerable.Range(0, 20).Select(n => ((seed >> (n % 10)) & 1) == 1 && n % 3 == 0 ? FakeFault.Refuses : FakeFault.None)]);
            var broken = new List<string>();
            rig.World.OnExecute = step =>
            {
                var others = rig.World.Resources.Where(resource => resource.Id.Kind == Partner.Kind && resource.Id != step.Resource).SelectMany(Partner.Domains).ToHashSet();
                if (step.After is { } after) broken.AddRange(Partner.Domains(after).Where(others.Contains).Select(domain => $"{domain} at {step.Operation} {step.Resource}"));
                return faults(step);
            };

            await rig.ApplyAsync();

            Assert.Empty(broken);
        }, iter: 300);

    [Fact]
    public async Task Planning_twice_gives_the_same_bytes() =>
        await Gen.Select(Partners, Partners, Unlisted).SampleAsync(async (live, desired, unlisted) =>
        {
            using var rig = new Rig();
            foreach (var partner in live) rig.World.Put(partner);
            rig.Declare(unlisted, [.. desired]);
            var time = DateTimeOffset.UnixEpoch;

            Assert.Equal(Bytes(await rig.PlanAsync() with { Timestamp = time }), Bytes(await rig.PlanAsync() with { Timestamp = time }));
        }, iter: 100);

    [Fact]
    public async Task A_saved_plan_covers_a_fresh_one_and_what_is_left_after_a_partial_run() =>
        await Gen.Select(Partners, Partners, Gen.Int[0, 1000]).SampleAsync(async (live, desired, seed) =>
        {
            using var rig = new Rig();
            foreach (var partner in live) rig.World.Put(partner);
            rig.Declare([.. desired]);
            var (approved, diagnostics) = PlanJson.Read(Bytes(await rig.PlanAsync()), "plan.json");
            Assert.Empty(diagnostics);
            var random = new Random(seed);
            rig.World.OnExecute = _ => random.Next(2) == 0 ? FakeFault.Refuses : FakeFault.None;
            await rig.ApplyAsync(approved);
            rig.World.OnExecute = _ => FakeFault.None;

            // An interim step that succeeded alone leaves a third state, which nobody has approved: refused is then right.
            var interim = (await rig.PlanAsync()).Steps.Length != (await rig.PlanAsync()).Changes.Count(change => !change.IsBlocked) || approved!.Steps.Length != approved.Changes.Count(change => !change.IsBlocked);
            var result = await rig.ApplyAsync(approved);

            Assert.True(interim || result.Verdict != ApplyVerdict.Refused, result.Diagnostic?.ToString());
        }, iter: 150);

    private static ReadOnlyMemory<byte> Bytes(Plan plan)
    {
        var buffer = new ArrayBufferWriter<byte>();
        PlanJson.Write(plan, buffer);
        return buffer.WrittenMemory.ToArray();
    }
}
