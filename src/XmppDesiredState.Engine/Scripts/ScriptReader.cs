using System.Collections.Immutable;
using XmppDesiredState.Providers;
using XmppDesiredState.Scripts;

namespace XmppDesiredState.Engine.Scripts;

/// <summary>Reads what scripts brought back.</summary>
public sealed class ScriptReader(ImmutableArray<IProviderFactory> factories)
{
    /// <summary>Bytes of such a file that are read at most: some ten thousand partners.</summary>
    public const int MaximumBytes = 256 * 1024 * 1024;

    /// <param name="file">Its path as the user would write it, for messages.</param>
    /// <exception cref="ProviderException">No script of this version wrote it, or it is cut off.</exception>
    public ScriptResult Read(ReadOnlyMemory<byte> content, string file) =>
        factories.OfType<IScriptedProviderFactory>().Select(factory => factory.Read(content, file)).FirstOrDefault(result => result is not null)
            ?? throw new ProviderException(ScriptDiagnostics.NotAResultOf(file));
}
