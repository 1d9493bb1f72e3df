using XmppDesiredState.Cli.Rendering;

namespace XmppDesiredState.Cli;

/// <summary>Lines on standard error, as many as <c>--log-level</c> asks for. Safe to call from several threads.</summary>
internal sealed class Log(TextWriter error, LogLevel level)
{
    private readonly Lock gate = new();

    public bool Shows(LogLevel wanted) => wanted <= level;

    public void Write(LogLevel wanted, string line)
    {
        if (!Shows(wanted)) return;
        lock (gate) error.WriteLine(Printable.Short(line, 2000));
    }
}
