using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Drifting;
using XmppDesiredState.Engine.Export;
using XmppDesiredState.Resources;
using XmppDesiredState.Yaml;

namespace XmppDesiredState.Cli.Rendering.Drifting;

/// <summary>
/// What to do about an item: the command that makes the live system what the files say, and what to write into the files instead.
/// <code>
/// item                      | put it back         | accept it                     | expect it
/// --------------------------|---------------------|-------------------------------|---------------------
/// changed by somebody       | apply --only        | the attributes as they are    | drift.ignore
/// deleted by somebody       | apply --only        | remove the entry              | drift.ignore
/// there, though absent      | apply --only        | the entry as it is            | drift.ignore
/// certificate or restart    | apply --only        |                               | drift.ignore
/// unlisted                  | the entry, absent   | the entry as it is            | acknowledged
/// pending, expiring, …      | apply --only        |                               |
/// acknowledged              |                     |                               |
/// </code>
/// </summary>
/// <param name="arguments">Of the call: where the files are.</param>
internal sealed class DriftWays(EntryWriter entries, DesiredState desired, DriftReport report, ImmutableArray<string> arguments)
{
    private const string SayWhy = "say why";
    private readonly AddressNames names = new(report.Plan);
    private readonly Lazy<ImmutableDictionary<Address, string>> items = new(() => entries.Items(desired,
        report.Items.Where(item => item.Live is not null && item.Reason is DriftReasons.NeverDeclared or DriftReasons.Added).Select(item => (item.Address, item.Live!)),
        new AddressNames(report.Plan).IsAmbiguous, DateOnly.FromDateTime(report.At.UtcDateTime)));

    public ImmutableArray<DriftWay> Of(DriftItem item) => item.Class switch
    {
        DriftClass.Acknowledged => [],
        DriftClass.Unlisted => [.. Unlisted(item)],
        DriftClass.Drift => [.. Apply("put it back", item), .. Accept(item), Expect(item)],
        _ => [.. Apply("apply it", item)],
    };

    private IEnumerable<DriftWay> Unlisted(DriftItem item)
    {
        if (items.Value.TryGetValue(item.Address, out var entry)) yield return new DriftWay("accept it", false, entry);
        yield return new DriftWay("leave it alone", false, new YamlWriter().List("acknowledged", list => list.Item(one => one.Entry("address", names.Exact(item.Address)).Entry("reason", SayWhy))).ToString());
        if (item.Change is not null) foreach (var way in Apply("remove it", item)) yield return way;
        else if (entries.Absent(item.Address.Id, ProviderOf(item)) is { } absent) yield return new DriftWay("remove it", false, absent);
    }

    private IEnumerable<DriftWay> Apply(string title, DriftItem item)
    {
        // What is not there though it always is, no apply brings back; what a guard holds back needs its flag, which the note tells.
        if (item.Change is { IsBlocked: false } && ShellText.Of(["xmppstate", "apply", .. arguments, "--only", names.Exact(item.Address)]) is { } command) yield return new DriftWay(title, true, command);
    }

    private IEnumerable<DriftWay> Accept(DriftItem item)
    {
        var yaml = item.Reason switch
        {
            DriftReasons.Changed => entries.Attributes(item.Address.Id, item.Attributes.Select(attribute => (attribute.Field, attribute.Live))),
            DriftReasons.Deleted when item is { Change: not null, Where: { } where } => new YamlWriter().Comment($"Remove the entry of {Printable.Short(item.Address.Id.ToString())} at {Printable.Short(where.ToString())}.").ToString(),
            DriftReasons.Added => items.Value.GetValueOrDefault(item.Address),
            _ => null,
        };
        if (yaml is not null) yield return new DriftWay("accept it", false, yaml);
    }

    // By attribute where it is about attributes, so that the next change of another one is seen.
    private DriftWay Expect(DriftItem item) => new("expect it", false, new YamlWriter().Map("drift", drift => drift.List("ignore", list =>
    {
        string?[] attributes = item.Reason == DriftReasons.Changed ? [.. item.Attributes.Select(attribute => attribute.Field.Name)] : [null];
        foreach (var attribute in attributes)
        {
            list.Item(entry =>
            {
                entry.Entry("address", names.Exact(item.Address));
                if (attribute is not null) entry.Entry("attribute", attribute);
                entry.Entry("reason", SayWhy).Entry("until", $"{report.At.UtcDateTime.AddDays(30):yyyy-MM-dd}");
            });
        }
    })).ToString());

    private string? ProviderOf(DriftItem item) => names.IsAmbiguous(item.Address.Id.Kind) ? item.Address.Provider : null;
}
