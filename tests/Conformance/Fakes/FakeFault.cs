namespace XmppDesiredState.Conformance.Fakes;

/// <summary>How the fake misbehaves at one step.</summary>
public enum FakeFault
{
    None,

    /// <summary>Known not to have happened, for good.</summary>
    Refuses,

    /// <summary>Known not to have happened; may be tried again after a moment.</summary>
    RefusesForNow,

    /// <summary>Done, but nobody heard of it: <c>Unknown</c>.</summary>
    AppliesAndLosesTheAnswer,

    /// <summary>Not done, and nobody heard of that either: <c>Unknown</c>.</summary>
    LosesTheRequest,

    ReportsConflict,

    /// <summary>The whole batch ends here with an exception; this step is not done.</summary>
    ThrowsBefore,

    /// <summary>The whole batch ends here with an exception; this step is done.</summary>
    ThrowsAfter,

    /// <summary>Not done and no outcome, as a provider with a bug would.</summary>
    SaysNothing,

    /// <summary>Done, and the outcome comes twice.</summary>
    AnswersTwice,

    /// <summary>Not done, and two outcomes: that it is, and that it is not.</summary>
    ContradictsItself,

    /// <summary>Nothing happens until the call is cancelled.</summary>
    Hangs,

    /// <summary>Done after <see cref="FakeWorld.Slowness"/>.</summary>
    IsSlow,

    /// <summary>The same, and says before that it will wait so long.</summary>
    WaitsAndSaysSo,

    /// <summary>Somebody else changes the resource just before.</summary>
    LiveChangesFirst,
}
