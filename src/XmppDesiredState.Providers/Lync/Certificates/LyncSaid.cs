using System.Collections.Immutable;
using XmppDesiredState.PowerShell;

namespace XmppDesiredState.Providers.Lync.Certificates;

/// <summary>What a script said: its last word with what stood behind it, or the error that came instead.</summary>
/// <param name="WasWriting">Whether a cmdlet that changes something had begun; if not, an error changed nothing that counts.</param>
internal sealed record LyncSaid(string Word, ImmutableArray<object?> Cells, PowerShellError? Error, bool WasWriting)
{
    public static LyncSaid Of(PowerShellAnswer answer)
    {
        var rows = answer.Output.OfType<ImmutableArray<object?>>().Where(cells => cells is [string, ..]).ToArray();
        var last = rows.LastOrDefault(cells => cells[0] is not "writing");
        return new LyncSaid(last.IsDefault ? "" : (string)last[0]!, last.IsDefault ? [] : last, answer.Errors.FirstOrDefault(), rows.Any(cells => cells[0] is "writing"));
    }

    /// <summary>Whether an error is known to have changed nothing: no cmdlet had begun, it refuses so, or things were looked at again and stand as before.</summary>
    public bool IsUnchanged => Error is { } error && (!WasWriting || Word == "unchanged" || LyncFaults.Of(error) != LyncFault.Unclear);

    /// <summary>Empty where there is none.</summary>
    public string Text(int index) => index < Cells.Length && Cells[index] is string text ? text : "";
}
