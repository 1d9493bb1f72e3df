using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Conformance.Fakes;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.PlanFiles;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Engine.Runs;
using XmppDesiredState.Engine.Scripts;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;
using XmppDesiredState.Scripts;
using XmppDesiredState.Values;
using static XmppDesiredState.Engine.Tests.Planning.PlanCase;

namespace XmppDesiredState.Engine.Tests.Scripts;

/// <summary>Which steps of a plan one provider's script does, and what is told of the rest.</summary>
public sealed class ScriptWriterTests
{
    private static readonly DesiredState Desired = new()
    {
        Name = "contoso",
        Sections = [new Section(Partner.Kind, ["shell"], UnlistedPolicy.Report, RemovedPolicy.Delete, false, Where)],
        Providers = ImmutableSortedDictionary.Create<string, ProviderDeclaration>(StringComparer.Ordinal)
            .Add("plain", new ProviderDeclaration("plain", "fake", Value.Map.NoItems, "/", Where)).Add("shell", new ProviderDeclaration("shell", "scripted", Value.Map.NoItems, "/", Where)),
    };

    private readonly Scribe scribe = new();

    [Fact]
    public void Providers_AreThoseOfTheLanguage()
    {
        Assert.Equal(["shell"], Writer().Providers(Desired, "scribble"));
        Assert.Empty(Writer().Providers(Desired, "powershell"));
    }

    [Fact]
    public void Reading_AsksForWhatIsDeclaredAndForWhatIsOurs()
    {
        var ours = LastApplied.None with { Entries = LastApplied.None.Entries.Add(new Address(EdgeAccess.Id, "shell"), new LastAppliedEntry(new Resource(EdgeAccess.Id), false, LastAppliedEntry.NothingWritten)) };

        Assert.Equal("contoso shell edge-access, partner", Writer().WriteReading(Desired, ours, "shell"));
    }

    [Fact]
    public void Script_DoesTheProvidersStepsThatCanBeDoneNow()
    {
        var plan = PlanOf(
            Step("done.example", "shell"),
            Step("elsewhere.example", "plain"),
            Step("behind.example", "shell", requires: 2),
            Step("waits.example", "shell") with { Waiting = new Waiting("window nights", null) },
            Step("waitstoo.example", "shell", requires: 4),
            Step("way-out.example", "shell") with { FailureOf = [1] },
            Step("hard.example", "shell"),
            Step("harder.example", "shell", requires: 7));
        scribe.Refuses = id => id == 7 ? "is too hard" : null;

        var script = Writer().Write(plan, Desired, LastApplied.None, "shell", change => [$"~ {change.Address.Id.Name}"]);

        Assert.Equal($"{PlanDigest.IdOf(plan)} {PlanDigest.ChangesOf(plan)}: 1 ~ done.example", script.Text);
        Assert.Equal(
            [
                ("elsewhere.example", "step 2 is done by plain"), ("behind.example", "step 3 requires step 2, which is not in the script"), ("waits.example", "waits for window nights"),
                ("waitstoo.example", "step 5 requires step 4, which is not in the script"), ("hard.example", "is too hard"), ("harder.example", "step 8 requires step 7, which is not in the script"),
            ], script.LeftOut.Select(left => (left.Change.Id.Name, left.Why)));
        Assert.Equal(script.LeftOut, scribe.Told);
    }

    [Fact]
    public void Script_TellsWhatIsBlockedAndWhatAPersonMustDo()
    {
        var plan = PlanOf(Step("done.example", "shell"));
        plan = plan with
        {
            Changes = [.. plan.Changes,
                plan.Changes[0] with { Address = At("blocked.example", "shell"), Steps = [], Blocked = FakeDiagnostics.Refused.At(null, "A guard says no.", "Ask.") },
                plan.Changes[0] with { Address = At("person.example", "shell"), Steps = [], Waiting = new Waiting("a person", null) }],
        };

        Assert.Equal(["blocked: A guard says no.", "waits for a person"], Writer().Write(plan, Desired, LastApplied.None, "shell", _ => []).LeftOut.Select(left => left.Why));
    }

    private ScriptWriter Writer() => new([new FakeProviderFactory("fake", new FakeWorld()), scribe], "1.2.3");

    private static Address At(string domain, string provider) => new(new ResourceId(Partner.Kind, domain), provider);

    private static PlannedStep Step(string domain, string provider, params int[] requires) =>
        new(new Step(0, provider, new ResourceId(Partner.Kind, domain), null, Operation.Create, null, APartner(domain)), 5, [.. requires], At(domain, provider));

    private static Plan PlanOf(params PlannedStep[] steps) => new()
    {
        Name = "contoso",
        ConfigDigest = "aa",
        Timestamp = DateTimeOffset.UnixEpoch,
        Steps = [.. steps.Select((step, index) => step with { Step = step.Step with { Id = index + 1 } })],
        Changes = [.. steps.Select((step, index) => new Change { Address = step.Change, Action = ChangeAction.Create, After = step.Step.After, Reason = "create_because_missing", Steps = step.FailureOf.IsEmpty ? [index + 1] : [1, index + 1] })
            .Where(change => change.Address.Id.Name != "way-out.example")],
    };

    /// <summary>Says in few words what it was asked to write.</summary>
    private sealed class Scribe : IScriptedProviderFactory
    {
        private readonly FakeProviderFactory fake = new("scripted", new FakeWorld());

        public Func<int, string?> Refuses { get; set; } = _ => null;

        public ImmutableArray<(Address Change, string Why)> Told { get; private set; } = [];

        public string Language => "scribble";

        public string Type => fake.Type;

        public string Summary => fake.Summary;

        public ImmutableArray<Field> Options => fake.Options;

        public ImmutableArray<Capability> Capabilities => fake.Capabilities;

        public ImmutableArray<DiagnosticDescriptor> Diagnostics => fake.Diagnostics;

        public IEnumerable<Diagnostic> Check(ProviderDeclaration declaration) => [];

        public IEnumerable<Diagnostic> Check(Declared declared, DesiredState all) => [];

        public IProvider Create(ProviderSettings settings) => fake.Create(settings);

        public string WriteReading(ScriptSubject subject) => $"{subject.Deployment} {subject.Provider.Name} {string.Join(", ", subject.Scopes.Select(scope => scope.Kind.Name))}";

        public Script Write(ScriptSubject subject, ScriptedPlan plan)
        {
            Told = plan.LeftOut;
            var refused = plan.Steps.Where(step => Refuses(step.Step.Id) is not null).ToImmutableSortedDictionary(step => step.Step.Id, step => Refuses(step.Step.Id)!);
            return new Script($"{plan.Id} {plan.ChangeDigest}: {string.Join("; ", plan.Steps.Select(step => $"{step.Step.Id} {string.Join(' ', step.Differences)}"))}", refused);
        }

        public ScriptResult? Read(ReadOnlyMemory<byte> content, string file) => null;
    }
}
