using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Engine.Loading.Layout.Types;
using XmppDesiredState.Values;
using XmppDesiredState.Values.Types;

namespace XmppDesiredState.Engine.Loading.Layout;

/// <summary>Keys of entries and sections that are not attributes: the same words in every section.</summary>
internal static class EntryKeys
{
    public static readonly Field<string> Code = new("code", DiagnosticCodeType.Instance, Traits.Required, "Code of the finding: XDS2107.");
    public static readonly Field<string> AcceptReason = new("reason", TextType.Instance, Traits.Required, "Why it is known and accepted.");
    public static readonly Field<DateOnly> Until = new("until", DateType.Instance, Traits.None, "Last day on which it counts; for ever unless given.");

    public static readonly Field<ImmutableArray<string>> Provider = new("provider", new OneOrMoreType<string>(NameType.Instance), Traits.None,
        "Name of the provider, or of several during a migration; may be left out where only one can have the kind.");

    public static readonly Field<bool> Protect = new("protect", FlagType.Instance, Traits.None, "true: never deleted, also when the entry leaves the file.");
    public static readonly Field<bool> Absent = new("absent", FlagType.Instance, Traits.None, "true: must not exist.");
    public static readonly Field<string> Reason = new("reason", TextType.Instance, Traits.None, "Why it is absent, or as it is.");

    public static readonly Field<ImmutableArray<Value.Map>> Accept = new("accept",
        new ListType<Value.Map>(new ObjectType("{ code, reason, until }", Code, AcceptReason, Until)), Traits.None, "Findings about this entry that are known, with reason and date.");

    public static readonly Field<UnlistedPolicy> Unlisted = new("unlisted",
        new ChoiceType<UnlistedPolicy>(("report", UnlistedPolicy.Report), ("delete", UnlistedPolicy.Delete), ("ignore", UnlistedPolicy.Ignore)), Traits.None,
        "What to do about live resources that were never ours: report (unless given), delete, ignore.");

    // Of kinds that always exist on a live system none can be deleted.
    public static readonly Field<UnlistedPolicy> UnlistedFixed = new("unlisted",
        new ChoiceType<UnlistedPolicy>(("report", UnlistedPolicy.Report), ("ignore", UnlistedPolicy.Ignore)), Traits.None,
        "What to do about live resources that nobody declares: report (unless given), ignore.");

    public static readonly Field<RemovedPolicy> Removed = new("removed",
        new ChoiceType<RemovedPolicy>(("delete", RemovedPolicy.Delete), ("keep", RemovedPolicy.Keep)), Traits.None,
        "What to do about resources that were ours and left the file: delete (unless given), keep.");

    private static readonly ChoiceType<UnsupportedPolicy> UnsupportedWords = new(("warn", UnsupportedPolicy.Warn), ("ignore", UnsupportedPolicy.Ignore));

    /// <summary><c>unsupported: { attribute: warn }</c>, with one key for each attribute.</summary>
    public static Field<Value.Map> Unsupported(IEnumerable<Field> attributes) => new("unsupported",
        new ObjectType("unsupported", [.. attributes.Select(attribute =>
            new Field<UnsupportedPolicy>(attribute.Name, UnsupportedWords, Traits.None, $"What to do where the provider does not have {attribute.Name}: warn or ignore."))]), Traits.None,
        "Attributes that a provider may lack: warn leaves them out and says so, ignore leaves them out.");
}
