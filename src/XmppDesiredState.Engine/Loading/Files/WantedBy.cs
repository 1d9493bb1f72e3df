namespace XmppDesiredState.Engine.Loading.Files;

/// <summary>Who asks for a file decides how strictly it must be one of ours.</summary>
internal enum WantedBy
{
    CommandLine,
    Folder,
    Include,
    Connections,
}
