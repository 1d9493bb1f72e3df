using XmppDesiredState.Engine.Drifting;

namespace XmppDesiredState.Cli.Rendering.Drifting;

/// <summary>Classes and reasons of drift as people and programs read them.</summary>
internal static class DriftWords
{
    /// <summary>The word of <c>--fail-on</c>, of JSON and of every count.</summary>
    public static string Of(DriftClass of) => of switch
    {
        DriftClass.Drift => "drift",
        DriftClass.Pending => "pending",
        DriftClass.Unlisted => "unlisted",
        DriftClass.Expiring => "expiring",
        DriftClass.Waiting => "waiting",
        DriftClass.Overdue => "overdue",
        _ => "acknowledged",
    };

    /// <summary>Behind a number: "2 drifted".</summary>
    public static string Label(DriftClass of) => of == DriftClass.Drift ? "drifted" : Of(of);

    /// <summary>Above the items of a class.</summary>
    public static string Heading(DriftClass of) => of switch
    {
        DriftClass.Drift => "Drift, somebody changed the live system",
        DriftClass.Pending => "Pending, in the files and not applied yet",
        DriftClass.Unlisted => "Unlisted, live and not in the files",
        DriftClass.Expiring => "Expiring, a certificate is to be renewed",
        DriftClass.Waiting => "Waiting, for a person, a CA or a window",
        DriftClass.Overdue => "Overdue, past its date",
        _ => "Acknowledged",
    };

    public static char Sign(DriftItem item) => item.Class switch
    {
        DriftClass.Drift or DriftClass.Overdue => '!',
        DriftClass.Unlisted => '+',
        DriftClass.Waiting => '…',
        DriftClass.Acknowledged => ' ',
        _ => item.Change is { } change ? Words.Sign(change.Action) : '~',
    };

    public static string Because(string reason) => reason switch
    {
        DriftReasons.Changed => "changed by somebody",
        DriftReasons.Deleted => "was ours, and is not there any more",
        DriftReasons.Added => "there, though the files say absent",
        DriftReasons.NotRestarted => "runs with another certificate than it has installed",
        DriftReasons.Replaced => "not the certificate that was applied",
        DriftReasons.NeverApplied => "not applied yet",
        DriftReasons.Begun => "begun, and not finished",
        DriftReasons.FileChanged => "changed in the files, not applied yet",
        DriftReasons.Removed => "removed from the files, not applied yet",
        DriftReasons.Follows => "restarts after its certificate",
        DriftReasons.NeverDeclared => "live, and in no file",
        DriftReasons.Due => "to be renewed",
        DriftReasons.Waits => "waits",
        DriftReasons.Ended => "the certificate has ended",
        DriftReasons.AskedTooLate => "the issuer needs longer than the certificate lasts",
        DriftReasons.EndsFirst => "the certificate ends before the window opens",
        DriftReasons.NeverOpens => "waits for a window that does not open",
        DriftReasons.Muted => "expected",
        _ => "known",
    };

    /// <summary>"edited by helpdesk, until 2027-01-31".</summary>
    public static string Of(DriftMute mute) => $"{Printable.Short(mute.Reason)}{(mute.Until is { } until ? $", until {until:yyyy-MM-dd}" : "")}";
}
