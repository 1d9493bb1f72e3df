using System.Collections.Immutable;
using System.Globalization;
using XmppDesiredState.Certificates;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Lync.Certificates;

/// <summary>What a machine holds of a request, whole or not.</summary>
/// <param name="Text">The note as it stands there: what a change compares.</param>
/// <param name="Note">Null: it is none of ours.</param>
/// <param name="Request">Null: there is none, or not a whole one.</param>
/// <param name="Chain">What the issuer sent, leaf first, once it lies beside its key; else empty.</param>
/// <param name="IsDone">The answer was in use everywhere.</param>
internal sealed record LyncRequest(string Member, string Text, LyncRequestNote? Note, SigningRequest? Request, ImmutableArray<ParsedCertificate> Chain, bool IsDone)
{
    /// <summary>Of a request that a CA was sent at once; null: it is in a file.</summary>
    public LyncOnline? Online { get; init; }

    /// <summary>Null where no request can be told.</summary>
    public string? KeyFingerprint => Note?.Authority is null ? Request?.KeyFingerprint : Online?.Fingerprint(Note);

    /// <summary>The request itself, or in words where it went to a CA at once.</summary>
    public string Shown => Note?.Authority is not { } authority ? Request?.Pem ?? "" : Online is { Numbers: [var number] } ? string.Create(CultureInfo.InvariantCulture, $"Request {number} at {authority}") : $"Requested from {authority}";

    /// <summary>Thumbprint of what the issuer sent; null until it lies beside its key.</summary>
    public string? Accepted => Chain.IsEmpty ? null : Chain[0].Thumbprint;

    /// <summary>Why it is no request to wait for, as the end of a sentence; null: it is one.</summary>
    public string? Fault => this switch
    {
        { Note: null } => "its note cannot be read",
        { Note.Authority: not null } => KeyFingerprint is null ? "which key was made for it cannot be told" : null,
        { Request: null } => "its file is missing or broken",
        _ when Lacking(Note.Names, Request) is { Length: > 0 } lacking => $"it does not ask for {string.Join(", ", lacking.Take(10))}",
        _ when Request.Key != Note.Key => $"its key is {Request.Key} and not {Note.Key}",
        _ => null,
    };

    /// <summary>Whether it is one to wait for, or answered and not in use everywhere. One that went another way than its certificate's issuer now wants is given up.</summary>
    /// <param name="isOnline">Whether the CA is asked at once.</param>
    public bool IsOpen(bool isOnline) => Fault is null && !IsDone && (Accepted is not null || Note!.Authority is not null == isOnline);

    /// <summary>Null where it is none to wait for.</summary>
    public OutstandingRequest? Outstanding => Fault is null
        ? new OutstandingRequest(Note!.Digest, KeyFingerprint!, Note.RequestedAt, Shown, Accepted is null ? null : CertificateFile.ToPem(Chain), Accepted) : null;

    /// <param name="request">PKCS#10 as PEM.</param>
    /// <param name="chain">PEM.</param>
    /// <param name="hasKey">Whether the certificate with that thumbprint lies there with its key.</param>
    /// <param name="online">Null: it is in a file.</param>
    public static LyncRequest Of(string member, string text, string? request, string? chain, bool isDone, Func<string, bool> hasKey, LyncOnline? online = null)
    {
        var bare = new LyncRequest(member, text, LyncRequestNote.Read(text), request is null ? null : SigningRequest.Read(request), [], isDone) { Online = online };
        return bare.KeyFingerprint is { } key && chain is not null && CertificateFile.OrderChain(CertificateFile.Read(chain), key) is { } ordered && hasKey(ordered[0].Thumbprint) ? bare with { Chain = ordered } : bare;
    }

    private static string[] Lacking(ImmutableArray<string> names, SigningRequest request) => [.. names.Except(request.Names, StringComparer.Ordinal)];
}
