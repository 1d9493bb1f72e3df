namespace XmppDesiredState.Engine.Json;

/// <summary>Something wrong at one place of a JSON document.</summary>
/// <param name="Offset">In bytes from the start of the document.</param>
/// <param name="Message">What is wrong: one sentence with a full stop.</param>
internal sealed record JsonFinding(JsonFindingKind Kind, int Offset, string Message);
