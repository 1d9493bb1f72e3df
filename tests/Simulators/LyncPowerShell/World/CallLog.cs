using System.Collections.Immutable;
using System.Text.Json;

namespace XmppDesiredState.LyncPowerShell.World;

/// <summary>The calls, a line each, in a file beside the state. Written under the state's lock.</summary>
internal static class CallLog
{
    public static void Append(string path, LyncCall call)
    {
        using var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 1);
        stream.Write([.. JsonSerializer.SerializeToUtf8Bytes(call, WorldJson.Readable.LyncCall), (byte)'\n']);
    }

    public static ImmutableArray<LyncCall> Read(string path) =>
        File.Exists(path) ? [.. File.ReadLines(path).Select(line => JsonSerializer.Deserialize(line, WorldJson.Readable.LyncCall)!)] : [];
}
