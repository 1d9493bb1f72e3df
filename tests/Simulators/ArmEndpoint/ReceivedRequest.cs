namespace XmppDesiredState.ArmEndpoint;

/// <summary>What a client sent.</summary>
public sealed record ReceivedRequest(string Method, string Path, string Query, string IfMatch, string IfNoneMatch, string Authorization, string Body);
