using System.Buffers.Text;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;

namespace XmppDesiredState.LyncPowerShell.World;

/// <summary>
/// The state file, shared by processes: every look and every change happens under a lock file beside it, a change replaces the file whole. What was read is kept and read again
/// only when the generation at the file's beginning has moved.
/// </summary>
internal sealed class StateFile(string path)
{
    private const int LockSeconds = 30;
    private static readonly Dictionary<string, StateFile> Opened = new(StringComparer.Ordinal);
    private static readonly byte[] Beginning = "{\"Generation\":"u8.ToArray();
    private readonly Lock gate = new();
    private WorldState? kept;

    public string Path => path;

    public string CallsPath => path + ".calls";

    /// <summary>One object a path, so that the engines of one process share what was read.</summary>
    public static StateFile At(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        lock (Opened)
        {
            if (!Opened.TryGetValue(full, out var file)) Opened[full] = file = new(full);
            return file;
        }
    }

    /// <summary>Nothing of what it is given may be kept beyond the call, save immutable values.</summary>
    public T Read<T>(Func<WorldState, T> look)
    {
        lock (gate)
        {
            using var held = Hold();
            return look(Load());
        }
    }

    /// <summary>The change is saved when the function returns, and not when it throws.</summary>
    public T Change<T>(Func<WorldState, T> change)
    {
        lock (gate)
        {
            using var held = Hold();
            var state = Load();
            try
            {
                var result = change(state);
                Save(state);
                return result;
            }
            catch
            {
                kept = null;
                throw;
            }
        }
    }

    /// <summary>Notes a call, and gives the fault that it meets, if any.</summary>
    public LyncFault? Receive(LyncCall call)
    {
        lock (gate)
        {
            using var held = Hold();
            var state = Load();
            CallLog.Append(CallsPath, call);
            var (fault, isChanged) = FaultQueue.Take(state.Faults, call);
            if (isChanged) Save(state);
            return fault;
        }
    }

    public ImmutableArray<LyncCall> Calls()
    {
        lock (gate)
        {
            using var held = Hold();
            return CallLog.Read(CallsPath);
        }
    }

    public void ForgetCalls()
    {
        lock (gate)
        {
            using var held = Hold();
            File.Delete(CallsPath);
        }
    }

    private FileStream Hold()
    {
        var since = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            }
            catch (IOException) when (since.Elapsed.TotalSeconds < LockSeconds)
            {
                Thread.Sleep(1);
            }
        }
    }

    private WorldState Load()
    {
        if (!File.Exists(path)) return kept = new();
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1);
        Span<byte> start = stackalloc byte[40];
        start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        if (kept is not null && start.StartsWith(Beginning) && Utf8Parser.TryParse(start[Beginning.Length..], out long generation, out _) && generation == kept.Generation) return kept;
        stream.Position = 0;
        return kept = JsonSerializer.Deserialize(stream, WorldJson.Readable.WorldState)!;
    }

    private void Save(WorldState state)
    {
        state.Generation++;
        var next = path + ".next";
        // The file stands for the key stores of the computers, too.
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 1 << 16 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(next, options)) JsonSerializer.Serialize(stream, state, WorldJson.Readable.WorldState);
        File.Move(next, path, overwrite: true);
        kept = state;
    }
}
