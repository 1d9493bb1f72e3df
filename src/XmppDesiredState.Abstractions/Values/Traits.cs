namespace XmppDesiredState.Values;

/// <summary>What the engine must know of a field beyond its type.</summary>
[Flags]
public enum Traits
{
    None = 0,

    /// <summary>The value is a <see cref="Value.Secret"/>: a reference, never content.</summary>
    Secret = 1,

    /// <summary>The back end cannot report it. The plan compares what was written last (reference and version) instead.</summary>
    WriteOnly = 2,

    /// <summary>Observed only; a state file cannot declare it.</summary>
    Computed = 4,

    /// <summary>Cannot change in place: another value is another resource.</summary>
    Replaces = 8,

    /// <summary>A set: order and repetition mean nothing. Canonical values are sorted and without repetition.</summary>
    Set = 16,

    /// <summary>Texts that differ only in case are equal.</summary>
    CaseInsensitive = 32,

    /// <summary>Steers planning and execution (a window, an issuer); never compared with the live system.</summary>
    Steering = 64,

    /// <summary>A resource of the kind, or an instance of the provider, is not complete without it.</summary>
    Required = 128,
}
