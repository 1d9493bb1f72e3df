namespace XmppDesiredState.Files;

/// <summary>A named pipe that nobody opened for writing within <see cref="BoundedFile.OpenTime"/>.</summary>
public sealed class DeadPipeException() : IOException("It is a pipe that nobody writes to.");
