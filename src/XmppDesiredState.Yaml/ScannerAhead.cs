using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace XmppDesiredState.Yaml;

/// <summary>
/// Scans a long text on a thread of its own, a bounded way ahead of the parser: scanning is three quarters of reading one. What the parser
/// sees is what it would see of the scanner itself, an exception at its place included.
/// </summary>
internal sealed class ScannerAhead : IScanner, IDisposable
{
    private const int BatchLength = 512;
    private const int Batches = 4;

    private readonly BlockingCollection<Batch> coming = new(Batches);
    private readonly CancellationTokenSource left = new();
    private readonly Task scanning;
    private Batch batch = new([], 0);
    private int next;

    public ScannerAhead(IScanner scanner)
    {
        CurrentPosition = scanner.CurrentPosition;
        // A thread of its own: files are read on all threads of the pool, and each would wait for one more.
        scanning = Task.Factory.StartNew(() => Scan(scanner), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public Mark CurrentPosition { get; private set; }

    public Token? Current { get; private set; }

    public bool MoveNext()
    {
        ConsumeCurrent();
        return MoveNextWithoutConsuming();
    }

    public bool MoveNextWithoutConsuming()
    {
        while (next == batch.Count)
        {
            CurrentPosition = batch.End ?? CurrentPosition;
            batch.Trouble?.Throw();
            if (!coming.TryTake(out var following, Timeout.Infinite))
            {
                Current = null;
                return false;
            }

            (batch, next) = (following, 0);
        }

        (Current, CurrentPosition) = batch.Tokens[next++];
        return true;
    }

    public void ConsumeCurrent() => Current = null;

    /// <summary>Also in the middle of the text. What the scanner is at then ends by itself: it is at what nobody may ever have asked for, so nobody waits.</summary>
    public void Dispose()
    {
        left.Cancel();
        _ = scanning.ContinueWith(_ => { left.Dispose(); coming.Dispose(); }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void Scan(IScanner scanner)
    {
        var (tokens, count) = (new (Token, Mark)[BatchLength], 0);
        ExceptionDispatchInfo? trouble = null;
        try
        {
            while (scanner.MoveNext())
            {
                tokens[count++] = (scanner.Current!, scanner.CurrentPosition);
                if (count < BatchLength) continue;
                coming.Add(new Batch(tokens, count), left.Token);
                (tokens, count) = (new (Token, Mark)[BatchLength], 0);
            }
        }
        catch (Exception problem)
        {
            // The parser's to see, behind the tokens before it.
            trouble = ExceptionDispatchInfo.Capture(problem);
        }

        if (!left.IsCancellationRequested) Add(new Batch(tokens, count) { Trouble = trouble, End = scanner.CurrentPosition });
        coming.CompleteAdding();
    }

    private void Add(Batch last)
    {
        try
        {
            coming.Add(last, left.Token);
        }
        catch (OperationCanceledException)
        {
            // Nobody reads any further.
        }
    }

    private sealed record Batch((Token Token, Mark Position)[] Tokens, int Count)
    {
        // Of the last one: why nothing follows, unless the text ends here, and where the scanner stands.
        public ExceptionDispatchInfo? Trouble { get; init; }

        public Mark? End { get; init; }
    }
}
