using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Drifting;
using XmppDesiredState.Engine.Planning;
using XmppDesiredState.Engine.Tests.Planning;
using XmppDesiredState.Resources;
using XmppDesiredState.Values;

namespace XmppDesiredState.Engine.Tests.Drifting;

/// <summary>The rows of the tables above <c>CertificateDrift</c> and <c>ServiceDrift</c>.</summary>
public sealed class CertificateDriftTests
{
    private static readonly ResourceId Id = new(Certificate.Kind, "external"), Edge = new(Service.Kind, "edge");
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    // Lives 90 days, and is renewed 30 days before its end unless the issuer needs longer. lead, days left, is requested.
    [Theory]
    [InlineData(0, 31, false, null, null)]
    [InlineData(0, 20, false, DriftClass.Expiring, DriftReasons.Due)]
    [InlineData(14, 20, false, DriftClass.Expiring, DriftReasons.Due)]
    [InlineData(14, 10, false, DriftClass.Overdue, DriftReasons.AskedTooLate)]
    [InlineData(14, 20, true, DriftClass.Waiting, DriftReasons.Waits)]
    [InlineData(14, 10, true, DriftClass.Overdue, DriftReasons.AskedTooLate)]
    [InlineData(0, 0, false, DriftClass.Overdue, DriftReasons.Ended)]
    [InlineData(14, -1, true, DriftClass.Overdue, DriftReasons.Ended)]
    public void Its_time_decides_first(int leadDays, int left, bool isRequested, DriftClass? of, string? reason)
    {
        var slot = Slot("AA", left);
        var next = isRequested ? new OutstandingRequest(CertificateDecision.Of(Gateway.None, Declared(), [slot]).Digest, "key", Now.AddDays(-3), "CSR") : null;
        var items = Case(Declared(), slot, next, leadDays).Owns(Applied()).Drift().Items;

        Assert.Equal(of is null ? [] : [((DriftClass)of, reason!)], items.Select(item => (item.Class, item.Reason)));
    }

    [Fact]
    public void Never_applied_is_pending() => Assert.Equal((DriftClass.Pending, DriftReasons.NeverApplied), Told(Case(Declared("a.example", "b.example"), Slot("AA", 80), null, 0)));

    [Fact]
    public void A_name_that_the_files_got_since_is_pending() =>
        Assert.Equal((DriftClass.Pending, DriftReasons.FileChanged), Told(Case(Declared("a.example", "b.example"), Slot("AA", 80), null, 0).Owns(Applied())));

    [Fact]
    public void A_name_that_the_installed_one_lost_is_drift() =>
        Assert.Equal((DriftClass.Drift, DriftReasons.Replaced), Told(Case(Declared("a.example", "b.example"), Slot("AA", 80), null, 0).Owns(Applied("a.example", "b.example"))));

    [Fact]
    public void One_that_somebody_took_away_is_drift() =>
        Assert.Equal((DriftClass.Drift, DriftReasons.Replaced), Told(Case(Declared(), null, null, 0).Owns(Applied())));

    [Fact]
    public void A_record_of_an_earlier_version_does_not_tell_so_it_is_pending() =>
        Assert.Equal((DriftClass.Pending, DriftReasons.FileChanged), Told(Case(Declared("a.example", "b.example"), Slot("AA", 80), null, 0).Owns(new Resource(Id))));

    [Fact]
    public void A_member_that_the_files_got_since_is_pending()
    {
        var declared = Declared().With(Certificate.On, ["m1", "m2"]);

        Assert.Equal((DriftClass.Pending, DriftReasons.FileChanged), Told(Case(declared, Slot("AA", 80), null, 0).Owns(Applied())));
        Assert.Equal((DriftClass.Drift, DriftReasons.Replaced), Told(Case(declared, Slot("AA", 80), null, 0).Owns(Applied().With(Certificate.On, ["m1", "m2"]))));
    }

    // What the member runs with, its end in days (null: it is installed no more), whether a window is closed, never opens, or a person restarts.
    [Theory]
    [InlineData("", DriftClass.Drift, DriftReasons.NotRestarted)]
    [InlineData("closed", DriftClass.Waiting, DriftReasons.Waits)]
    [InlineData("never", DriftClass.Overdue, DriftReasons.NeverOpens)]
    [InlineData("person", DriftClass.Waiting, DriftReasons.Waits)]
    public void A_restart_that_is_owed(string how, DriftClass of, string reason)
    {
        Assert.Equal((of, reason), Told(Restart(how).Owns(new Resource(Edge)).Owns(Applied())));
        if (of == DriftClass.Drift) Assert.Equal((DriftClass.Pending, reason), Told(Restart(how)));
    }

    [Fact]
    public void A_restart_that_a_renewal_brings_follows_it()
    {
        var items = Restart("", loaded: "NEW", left: 10).Owns(new Resource(Edge)).Owns(Applied()).Drift().Items;

        Assert.Equal([(DriftClass.Expiring, Certificate.Kind), (DriftClass.Pending, Service.Kind)], items.Select(item => (item.Class, item.Address.Id.Kind)));
    }

    [Theory]
    [InlineData(2, DriftClass.Overdue, DriftReasons.EndsFirst)]
    [InlineData(20, DriftClass.Waiting, DriftReasons.Waits)]
    public void A_window_that_opens_after_the_end_is_too_late(int left, DriftClass of, string reason)
    {
        // Accepted and not installed: all that is left waits for the window, which opens on Thursday, in three days.
        var old = Slot("NEW", left);
        var next = new OutstandingRequest(CertificateDecision.Of(Gateway.None, Declared(), [old]).Digest, "key", Now.AddDays(-3), "CSR", "CHAIN", "BB");
        var items = Restart("closed", loaded: "NEW", left: left, next: next).Owns(new Resource(Edge)).Owns(Applied()).Drift().Items;

        Assert.Equal(2, items.Length);
        Assert.All(items, item => Assert.Equal((of, reason), (item.Class, item.Reason)));
    }

    private static (DriftClass, string) Told(PlanCase @case) => @case.Drift().Items.Select(item => (item.Class, item.Reason)).Single();

    private static Resource Declared(params string[] names) => new Resource(Id).With(Certificate.On, ["m1"]).With(Certificate.Issuer, "ca")
        .With(Certificate.Names.Name, Names(names));

    private static Resource Applied(params string[] names) => new Resource(Id).With(Certificate.Covers, [.. names.DefaultIfEmpty("a.example")]).With(Certificate.On, ["m1"]).With(Certificate.Names.Name, Names(names));

    private static Value.Map Names(string[] names) => new(Value.Map.NoItems.Add(Certificate.Derive.Name, new Value.Text("none"))
        .Add(Certificate.AdditionalNames.Name, Certificate.AdditionalNames.Type.Write([.. names.DefaultIfEmpty("a.example")])));

    private static InstalledCertificate Slot(string thumbprint, int left) =>
        new(thumbprint, ["a.example"], ["serverAuth"], "RSA 2048", "CN=x", "CN=ca", Now.AddDays(left - 90), Now.AddDays(left));

    private static PlanCase Case(Resource declared, InstalledCertificate? slot, OutstandingRequest? next, int leadDays)
    {
        var live = new Resource(Id);
        if (slot is not null) live = live.With(Certificate.Current, Members(slot.ToValue()));
        if (next is not null) live = live.With(Certificate.Next.Name, next.ToValue());
        return new PlanCase { Now = Now, LeadTime = TimeSpan.FromDays(leadDays), Operations = [Operation.Request, Operation.Issue, Operation.Accept, Operation.Install, Operation.Reload] }.Declares(declared).HasLive(live);
    }

    private static PlanCase Restart(string how, string loaded = "OLD", int left = 80, OutstandingRequest? next = null)
    {
        var service = new Resource(Edge).With(Service.Members, ["m1"]).With(Service.Restart, how == "person" ? RestartMode.Manual : RestartMode.Rolling);
        if (how is "closed" or "never") service = service.With(Service.Window, "nights");
        ImmutableArray<(DateOnly, DateOnly)> except = how == "never" ? [(new DateOnly(2026, 1, 1), new DateOnly(2029, 1, 1))] : [];
        return Case(Declared().With(Certificate.Restart, ["edge"]), Slot("NEW", left), next, 0).Declares(service).HasLive(new Resource(Edge).With(Service.Loaded, Members(loaded)))
            .HasWindow(new MaintenanceWindow("nights", [DayOfWeek.Thursday], new TimeOnly(22, 0), new TimeOnly(4, 0), "Europe/Berlin", except, PlanCase.Where));
    }

    private static ImmutableSortedDictionary<string, T> Members<T>(T value) => ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal).Add("m1", value);
}
