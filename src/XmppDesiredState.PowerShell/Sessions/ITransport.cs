using XmppDesiredState.Programs;

namespace XmppDesiredState.PowerShell.Sessions;

/// <summary>A running PowerShell and the streams to it.</summary>
internal interface ITransport : IAsyncDisposable
{
    Stream Input { get; }

    Stream Output { get; }

    /// <summary>How it ended, as the end of a sentence: <c>exit code 70</c>. Ends soon after the other side did.</summary>
    Task<string> Ended { get; }

    /// <summary>The end of standard error so far.</summary>
    ProgramErrors Errors();

    /// <summary>Ends it at once, with all it started where that can be reached.</summary>
    void Kill();
}
