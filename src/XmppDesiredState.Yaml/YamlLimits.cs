namespace XmppDesiredState.Yaml;

/// <summary>What a file may ask of this process before it is refused.</summary>
public sealed record YamlLimits
{
    public static readonly YamlLimits Default = new();

    /// <summary>Bytes of one file.</summary>
    public int Bytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Levels of lists and maps.</summary>
    public int Depth { get; init; } = 32;

    /// <summary>Scalars, lists and maps of one file.</summary>
    public int Nodes { get; init; } = 5_000_000;

    /// <summary>Characters of one scalar.</summary>
    public int ScalarLength { get; init; } = 64 * 1024;

    /// <summary>Findings after which reading ends: more would help nobody.</summary>
    public int Findings { get; init; } = 200;
}
