namespace XmppDesiredState.Engine.Drifting;

/// <summary>Why an item is in its class: stable words in snake case, the same in every form.</summary>
public static class DriftReasons
{
    /// <summary>An attribute is neither as applied nor as declared.</summary>
    public const string Changed = "changed_live";

    /// <summary>It was ours and is not there any more.</summary>
    public const string Deleted = "deleted_live";

    /// <summary>The files say <c>absent: true</c>, the record does not say that it was ours, and it is there.</summary>
    public const string Added = "added_though_absent";

    /// <summary>A member runs with another certificate than it has installed.</summary>
    public const string NotRestarted = "not_restarted";

    /// <summary>Another certificate was installed, or none is.</summary>
    public const string Replaced = "certificate_replaced";

    /// <summary>Declared, and never applied.</summary>
    public const string NeverApplied = "never_applied";

    /// <summary>A create was begun and not finished.</summary>
    public const string Begun = "begun_and_not_finished";

    /// <summary>Live as applied; the files say something else now.</summary>
    public const string FileChanged = "file_changed";

    /// <summary>Ours, and gone from the files.</summary>
    public const string Removed = "removed_from_file";

    /// <summary>The restart that a change of a certificate brings.</summary>
    public const string Follows = "follows_its_certificate";

    /// <summary>Live, in no file, never ours.</summary>
    public const string NeverDeclared = "never_declared";

    /// <summary>A certificate's time to be renewed has come.</summary>
    public const string Due = "due";

    /// <summary>Something else has to happen first.</summary>
    public const string Waits = "waits";

    /// <summary>The certificate has ended.</summary>
    public const string Ended = "certificate_ended";

    /// <summary>The issuer needs longer than the certificate lasts.</summary>
    public const string AskedTooLate = "asked_too_late";

    /// <summary>The certificate ends before the window opens.</summary>
    public const string EndsFirst = "ends_before_the_window_opens";

    /// <summary>The window does not open.</summary>
    public const string NeverOpens = "window_never_opens";

    /// <summary>An entry of <c>acknowledged</c>.</summary>
    public const string Acknowledged = "acknowledged";

    /// <summary>An entry of <c>drift.ignore</c>.</summary>
    public const string Muted = "ignored";
}
