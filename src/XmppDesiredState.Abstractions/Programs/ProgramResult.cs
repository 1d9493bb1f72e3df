namespace XmppDesiredState.Programs;

/// <summary>What became of a program. A closed union: every case is something that a user's program can do, so none is an exception.</summary>
public abstract record ProgramResult
{
    private ProgramResult()
    {
    }

    /// <summary>It ran to its end.</summary>
    /// <param name="ExitCode">On Unix 128 and the signal's number for a program that a signal ended.</param>
    /// <param name="Output">Standard output, as bytes: <see cref="ProgramText.Decode"/> reads it as text.</param>
    /// <param name="Errors">The end of standard error.</param>
    public sealed record Ended(int ExitCode, ReadOnlyMemory<byte> Output, ProgramErrors Errors) : ProgramResult;

    /// <summary>Nothing has run.</summary>
    /// <param name="Why">The end of a sentence without its full stop: "is not on the PATH".</param>
    public sealed record NotStarted(string Why) : ProgramResult;

    /// <summary>It was stopped with everything it started; whatever it did before that is done.</summary>
    public sealed record TimedOut(ProgramErrors Errors) : ProgramResult;

    /// <summary>It printed more than <see cref="ProgramCall.OutputLimit"/> and was stopped.</summary>
    public sealed record TooMuchOutput(ProgramErrors Errors) : ProgramResult;
}
