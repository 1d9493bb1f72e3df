using System.Text.Json.Nodes;

namespace XmppDesiredState.ArmEndpoint;

/// <summary>What the endpoint holds of a set: <c>properties</c> as they were sent, and the tag.</summary>
public sealed record RecordSet(JsonObject Properties, string ETag);
