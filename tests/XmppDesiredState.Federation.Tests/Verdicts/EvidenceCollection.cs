namespace XmppDesiredState.Federation.Tests.Verdicts;

/// <summary>Alone: seven servers and as many connections as they take would keep every other test waiting.</summary>
[CollectionDefinition(nameof(Evidence), DisableParallelization = true)]
public sealed class EvidenceCollection : ICollectionFixture<Evidence>;
