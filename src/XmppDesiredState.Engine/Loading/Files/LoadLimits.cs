using XmppDesiredState.Yaml;

namespace XmppDesiredState.Engine.Loading.Files;

/// <summary>What a set of files may ask of this process before it is refused.</summary>
internal sealed record LoadLimits
{
    public static readonly LoadLimits Default = new();

    /// <summary>Of each file.</summary>
    public YamlLimits Yaml { get; init; } = YamlLimits.Default;

    /// <summary>Files that include one another: the first counts as 1.</summary>
    public int IncludeDepth { get; init; } = 10;

    /// <summary>Room for a file per partner of a large federation.</summary>
    public int Files { get; init; } = 20_000;
}
