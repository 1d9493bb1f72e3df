namespace XmppDesiredState.Cli.Tests.EndToEnd.GitOps;

/// <summary>What came of a job.</summary>
/// <param name="Name">As in the workflow; with the deployment where there is a matrix.</param>
/// <param name="Result">success, failure or skipped.</param>
/// <param name="Environment">Empty: none.</param>
internal sealed record JobRun(string Name, string Result, string Environment, string Log);
