using XmppDesiredState.Providers;

namespace XmppDesiredState.Scripts;

/// <summary>
/// A type of provider whose live system a person can read and change with scripts, where this program may not connect: one script reads and one
/// does a plan's steps. Each writes a file that comes back.
/// </summary>
/// <remarks>
/// Scripts are written offline and purely: no connection, no secret, same input same text. Whatever a file or a live system says stands in
/// them as data that cannot become code.
/// </remarks>
public interface IScriptedProviderFactory : IProviderFactory
{
    /// <summary>As <c>--format</c> names it: <c>powershell</c>.</summary>
    string Language { get; }

    /// <summary>The script that reads what planning needs, and changes nothing.</summary>
    string WriteReading(ScriptSubject subject);

    /// <summary>The script that does a plan's steps, says what became of each, and reads again.</summary>
    /// <remarks>
    /// As <see cref="IProvider.ExecuteAsync"/> does, it compares <see cref="Changes.Step.Before"/> with the live system before each write. It stops
    /// at the first step that does not succeed. A secret is asked of whoever runs it.
    /// </remarks>
    Script Write(ScriptSubject subject, ScriptedPlan plan);

    /// <summary>What a script of this type wrote; null where the bytes are something else.</summary>
    /// <param name="file">Its path as the user would write it, for messages.</param>
    /// <exception cref="ProviderException">It is such a file, and cut off, altered or of another version.</exception>
    ScriptResult? Read(ReadOnlyMemory<byte> content, string file);
}
