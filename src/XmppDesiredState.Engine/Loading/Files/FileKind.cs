namespace XmppDesiredState.Engine.Loading.Files;

/// <summary><c>kind</c> of a file.</summary>
internal enum FileKind
{
    Federation,
    Overlay,
    Connections,
}
