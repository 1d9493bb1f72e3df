namespace XmppDesiredState.Cli.Rendering.Reports;

/// <summary>A certificate on the timeline.</summary>
/// <param name="Address">As people see it.</param>
/// <param name="NotBefore">Null: not known.</param>
/// <param name="NotAfter">Null: there is none yet.</param>
/// <param name="RenewFrom">From when it is renewed, where that is declared.</param>
internal sealed record ReportCertificate(string Address, DateTimeOffset? NotBefore, DateTimeOffset? NotAfter, DateTimeOffset? RenewFrom);
