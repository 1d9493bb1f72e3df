namespace XmppDesiredState.Engine.Runs;

/// <summary>How a look at a domain ended.</summary>
public enum PastVerdict
{
    Works,
    CannotWork,

    /// <summary>What was seen decided nothing.</summary>
    CannotTell,
}
