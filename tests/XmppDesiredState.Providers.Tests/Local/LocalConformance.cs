using XmppDesiredState.Conformance;
using XmppDesiredState.Files;
using XmppDesiredState.Providers.Local;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.Local;

public sealed class LocalConformance : ProviderConformance
{
    protected override ConformanceSubject Subject() => new LocalSubject();

    private sealed class LocalSubject : ConformanceSubject
    {
        private readonly LiveFolder folder = new();

        public override IProviderFactory Factory { get; } = new LocalProviderFactory();

        public override IReadOnlyList<Kind> Kinds => [AccessPolicy.Kind, Partner.Kind];

        public override IProvider Create() => folder.Create((_, _) => ValueTask.FromResult<ReadOnlyMemory<char>>(Canary.AsMemory()));

        public override Resource Sample(Kind kind, int number) => ConformanceSamples.Of(kind, number);

        public override Resource Mutate(Resource sample) => ConformanceSamples.Mutate(sample);

        public override (Field Field, Value Value)? Clearable(Kind kind) => ConformanceSamples.Clearable(kind);

        public override Task ChangeBehindItsBackAsync(Resource resource)
        {
            folder.Write($"{resource.Id.Kind}/{PortableFileName.Of(resource.Id.Name, ".yaml")}", LocalMapper.Write(resource));
            return Task.CompletedTask;
        }

        public override Task BreakReadsAsync(Kind kind)
        {
            folder.Write($"{kind}/{PortableFileName.Of(Sample(kind, 8).Id.Name, ".yaml")}", "description: [unclosed\n");
            return Task.CompletedTask;
        }

        protected override ValueTask CleanUpAsync()
        {
            folder.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
