namespace XmppDesiredState.Cli.Rendering.Reports.Page;

/// <summary>What an exit code says, in a few words. The table is <see cref="ExitCode"/>'s.</summary>
internal static class ExitMeaning
{
    public static string Of(ReportCommand command, int code) => (code, command) switch
    {
        (ExitCode.Done, ReportCommand.Plan) => "planned without a fault",
        (ExitCode.Done, ReportCommand.Apply) => "all of it holds",
        (ExitCode.Done, ReportCommand.Drift) => "nothing that was asked to fail on",
        (ExitCode.Done, ReportCommand.Verify) => "nothing was seen that cannot work",
        (ExitCode.Done, _) => "no errors",
        (ExitCode.Failed, ReportCommand.Validate) => "the files have errors",
        (ExitCode.Failed, _) => "the files have errors, or something could not be read",
        (ExitCode.Changes, ReportCommand.Verify) => "a domain cannot work",
        (ExitCode.Changes, ReportCommand.Drift) => "live and files differ in what was asked to fail on",
        (ExitCode.Changes, _) => "live and files differ",
        (ExitCode.Incomplete, _) => "something was tried, and not all of it holds",
        (ExitCode.Refused, _) => "refused, nothing was written",
        (ExitCode.LockHeld, _) => "another run held the lock",
        (ExitCode.Waiting, _) => "something waits, all else holds",
        (ExitCode.Interrupted, _) => "stopped by a signal",
        _ => "see the table of exit codes",
    };
}
