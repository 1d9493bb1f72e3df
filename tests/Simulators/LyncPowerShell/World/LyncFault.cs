namespace XmppDesiredState.LyncPowerShell.World;

/// <summary>Something that goes wrong at a call. It happens once, unless it repeats.</summary>
/// <param name="Cmdlet">A name, or a pattern: <c>*-CsXmppAllowedPartner</c>.</param>
public sealed record LyncFault(string Cmdlet, FaultKind Kind)
{
    /// <summary>At which matching call from now, the next being 1.</summary>
    public int AtCall { get; init; } = 1;

    /// <summary>Calls that only look (Get-, Test-) do not match.</summary>
    public bool OnlyWrites { get; init; }

    /// <summary>Only calls for this -Identity, -Domain, -Name, or -ComputerName match.</summary>
    public string? For { get; init; }

    /// <summary>Only calls that run on this computer match.</summary>
    public string? On { get; init; }

    public FaultMoment Moment { get; init; }

    /// <summary>From <see cref="AtCall"/> on, every time.</summary>
    public bool Repeats { get; init; }

    /// <summary>How long <see cref="FaultKind.Slow"/> takes, and how long after it lost its connection an <see cref="FaultKind.Orphan"/> does its work.</summary>
    public int Milliseconds { get; init; }

    public string Message { get; init; } = "The operation could not be carried out.";

    public string ErrorId { get; init; } = "SimulatedFault";

    /// <summary>A name of <see cref="System.Management.Automation.ErrorCategory"/>.</summary>
    public string Category { get; init; } = "NotSpecified";

    /// <summary>Whether the error ends the script.</summary>
    public bool IsTerminating { get; init; }
}

public enum FaultMoment
{
    BeforeWork,

    /// <summary>Between the two things that the work is: of Request-CsCertificate -Output the key is there and the file is cut off. Work that is one thing has not begun.</summary>
    Midway,

    /// <summary>The work is done and saved; its answer has not left.</summary>
    AfterWork,
}

public enum FaultKind
{
    Slow,
    Error,

    /// <summary>The process ends as if killed.</summary>
    Crash,

    /// <summary>No answer, for ever.</summary>
    Hang,

    /// <summary>The SSH connection it runs in is cut, and the process ends.</summary>
    Drop,

    /// <summary>The SSH connection is cut; the process, that nobody hears any more, finishes its work after a while and ends. As sshd leaves a running command behind.</summary>
    Orphan,
}
