namespace XmppDesiredState.Cli.Commands;

/// <summary>Whose domains are looked at.</summary>
internal enum VerifyScope
{
    All,
    Ours,
    Partners,
}
