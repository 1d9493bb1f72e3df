using XmppDesiredState.Conformance;
using XmppDesiredState.Conformance.Fakes;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Tests;

/// <summary>The engine's tests stand on the fake, so the fake stands the suite that every provider stands.</summary>
public sealed class ConformanceOfTheFake : ProviderConformance
{
    protected override ConformanceSubject Subject() => new FakeSubject();

    private sealed class FakeSubject : ConformanceSubject
    {
        private readonly FakeWorld world = new();

        public override IProviderFactory Factory => new FakeProviderFactory("fake", world);

        public override IReadOnlyList<Kind> Kinds => [AccessPolicy.Kind, SrvRecord.Kind, Partner.Kind];

        public override IProvider Create() => Factory.Create(Settings(Path.GetTempPath(), Value.Map.NoItems));

        public override Resource Sample(Kind kind, int number) => ConformanceSamples.Of(kind, number);

        public override Resource Mutate(Resource sample) => ConformanceSamples.Mutate(sample);

        public override (Field Field, Value Value)? Clearable(Kind kind) => ConformanceSamples.Clearable(kind);

        public override Task ChangeBehindItsBackAsync(Resource resource)
        {
            world.Put(resource);
            return Task.CompletedTask;
        }

        public override Task BreakReadsAsync(Kind kind)
        {
            world.OnObserve = FakeFaults.Unreadable(kind);
            return Task.CompletedTask;
        }
    }
}
