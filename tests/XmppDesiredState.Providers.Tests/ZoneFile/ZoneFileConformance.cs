using System.Text;
using XmppDesiredState.Conformance;
using XmppDesiredState.Providers.ZoneFile;
using XmppDesiredState.Providers.ZoneFile.Master;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Providers.Tests.ZoneFile;

public sealed class ZoneFileConformance : ProviderConformance
{
    protected override ConformanceSubject Subject() => new ZoneSubject();

    private sealed class ZoneSubject : ConformanceSubject
    {
        private readonly string folder = Directory.CreateTempSubdirectory("zone-conformance-").FullName;

        public ZoneSubject() => File.WriteAllText(ZonePath, ZoneFolder.Head);

        public override IProviderFactory Factory { get; } = new ZoneFileProviderFactory();

        public override IReadOnlyList<Kind> Kinds => [SrvRecord.Kind];

        private string ZonePath => Path.Combine(folder, "example.zone");

        public override IProvider Create() => Factory.Create(Settings(folder, Value.Map.NoItems
            .Add("zones", new Value.Map(Value.Map.NoItems.Add("example", new Value.Text(ZonePath)))).Add("check", new Value.Text("off"))));

        public override Resource Sample(Kind kind, int number) => ConformanceSamples.Of(kind, number);

        public override Resource Mutate(Resource sample) => ConformanceSamples.Mutate(sample);

        public override Task ChangeBehindItsBackAsync(Resource resource)
        {
            var text = new StringBuilder();
            foreach (var line in File.ReadAllLines(ZonePath).Where(line => !line.StartsWith(resource.Id.Name + ".", StringComparison.Ordinal))) text.Append(line).Append('\n');
            foreach (var target in resource.Get(SrvRecord.Targets))
                text.Append($"{resource.Id.Name}. {resource.Get(SrvRecord.Ttl).TotalSeconds} IN SRV {SrvData.Write(target)}\n");
            File.WriteAllText(ZonePath, text.ToString());
            return Task.CompletedTask;
        }

        public override Task BreakReadsAsync(Kind kind)
        {
            File.AppendAllText(ZonePath, "half ( A\n");
            return Task.CompletedTask;
        }

        protected override ValueTask CleanUpAsync()
        {
            Directory.Delete(folder, recursive: true);
            return ValueTask.CompletedTask;
        }
    }
}
