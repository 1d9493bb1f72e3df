namespace XmppDesiredState.Servers;

/// <summary>A server did not come up, or a tool did not do its work. The message holds what it said.</summary>
public sealed class ServerException(string message) : Exception(message);
