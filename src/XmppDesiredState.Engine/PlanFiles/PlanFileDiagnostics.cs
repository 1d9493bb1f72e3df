using System.Collections.Immutable;
using XmppDesiredState.Diagnostics;

namespace XmppDesiredState.Engine.PlanFiles;

/// <summary>What can be wrong with a saved plan, and why one no longer covers what would be done.</summary>
public static class PlanFileDiagnostics
{
    public static readonly DiagnosticDescriptor NotJson = new("XDS4501", Severity.Error, "Not a plan file: the JSON is broken",
        "A plan is JSON (RFC 8259) in UTF-8, as plan --out writes it. Usual causes: a download that was cut off, a text plan saved under the name of a JSON one, an edit by hand. Make the plan again.");

    public static readonly DiagnosticDescriptor OverLimit = new("XDS4502", Severity.Error, "Plan file exceeds a limit",
        "Plans are bounded in bytes and depth, so that a hostile or broken file cannot stall a shared runner. No plan that this program writes comes near.");

    public static readonly DiagnosticDescriptor UnknownVersion = new("XDS4503", Severity.Error, "Plan of another format version",
        "format_version is MAJOR.MINOR. A higher minor version only adds names, which are passed over; another major version means something else by the same names. Use the version of xmppstate that made the plan, or plan again with this one.");

    public static readonly DiagnosticDescriptor BadContent = new("XDS4504", Severity.Error, "Plan file says something impossible",
        "A name is missing, a value has the wrong type, or a kind, attribute or word is not known to this version. Plans are not meant to be edited: plan again.");

    public static readonly DiagnosticDescriptor Altered = new("XDS4505", Severity.Error, "Plan file was altered",
        "change_digest is a SHA-256 over the changes and plan_id one over the configuration's digest, the targets, the changes and the time. They do not match what the file says, so what was approved is no longer known. The digests protect against accidents and careless edits; they are no signature: keep plans where only the pipeline writes.");

    public static readonly DiagnosticDescriptor ConfigurationChanged = new("XDS4510", Severity.Error, "The configuration changed since the plan",
        "A saved plan is an approval of the files as they were. What they mean (comments, order and paths do not count) is no longer the same.");

    public static readonly DiagnosticDescriptor TargetChanged = new("XDS4511", Severity.Error, "A provider speaks to another system than when the plan was made",
        "The same name now leads to another server, zone or folder. Changes approved for one system are not executed on another.");

    public static readonly DiagnosticDescriptor NotApproved = new("XDS4512", Severity.Error, "A change was not approved",
        "Under the lock everything is planned again, and only what the saved plan holds, with the same values before and after, is executed. Something else would now have to be done: a resource that the plan touches was changed on the live system meanwhile, or a new difference appeared.");

    public static readonly DiagnosticDescriptor OtherDeployment = new("XDS4513", Severity.Error, "The plan belongs to another deployment",
        "The saved plan and the files name different deployments. Usually the wrong file was given to apply.");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
        [NotJson, OverLimit, UnknownVersion, BadContent, Altered, ConfigurationChanged, TargetChanged, NotApproved, OtherDeployment];
}
