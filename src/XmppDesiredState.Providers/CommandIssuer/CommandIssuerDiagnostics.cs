using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.CommandIssuer;

/// <summary>What a program that obtains certificates can cause.</summary>
internal static class CommandIssuerDiagnostics
{
    public static readonly DiagnosticDescriptor BadOptions = new("XDS9601", Severity.Error, "The issuer's program cannot be used",
        "The option run is a list of texts that begins with the program. Its items may hold the placeholders {request}, {name}, {commonName} and {names}, the option chain {name}, {commonName} and {request}; {{ and }} stand for braces. Names of variables are not empty and hold no equals sign. No shell reads any of it, so pipes and variables need a script of their own.");

    public static readonly DiagnosticDescriptor Forbidden = new("XDS9602", Severity.Error, "The issuer's program may not run",
        "--no-exec forbids every program that a state file declares, as for pull requests of strangers. The request stays outstanding. Run without --no-exec where the files are trusted.");

    public static readonly DiagnosticDescriptor NoRequest = new("XDS9603", Severity.Error, "There is no request to be answered",
        "An issuer answers a request (PKCS#10, RFC 2986) whose signature fits its key. The store handed on none, or something else. Plan again: a request that is lost is made anew.");

    public static readonly DiagnosticDescriptor Failed = new("XDS9604", Severity.Error, "The issuer's program failed",
        "The program could not be started or ended with an exit code other than 0 and 75; the last lines of its standard error are shown, without what is known to be secret. The request stays outstanding and the next apply asks again. Run the program by hand, with the same variables and as this user, to see more.");

    public static readonly DiagnosticDescriptor NotAnswered = new("XDS9605", Severity.Note, "The CA has not answered yet",
        "The program ended with exit code 75 (EX_TEMPFAIL of sysexits.h), by which it says that the CA needs more time: an order that is being looked at, a person who must agree. The request stays outstanding and the next apply asks again.");

    public static readonly DiagnosticDescriptor NoCertificate = new("XDS9606", Severity.Error, "The issuer's program left no certificate for this request",
        "It ended well, but neither its output nor the file under chain holds a certificate for the public key of the request. Usual causes: chain names another file, the file is left from an earlier request, or the program made a key of its own instead of using the given request. With a key that does not fit a server refuses TLS, so nothing was handed on.");

    public static readonly DiagnosticDescriptor Uncertain = new("XDS9607", Severity.Error, "Nobody knows whether the CA has issued",
        "The program did not end in its time, or printed more than a megabyte, and was stopped with everything it had started. The CA may have issued all the same. Asking again is safe: the same request is sent, and at worst a certificate exists twice. Raise timeout if the CA needs longer.");

    public static readonly DiagnosticDescriptor Unsupported = new("XDS9608", Severity.Error, "The issuer cannot do this",
        "A command-issuer answers requests for certificates by the declared program and does nothing else: keys, requests and certificates are kept by the provider of the certificate. Name that one as provider and this one as issuer.");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [BadOptions, Forbidden, NoRequest, Failed, NotAnswered, NoCertificate, Uncertain, Unsupported];

    public static Diagnostic ForbiddenFor(Step step) => About(step, Forbidden, $"{step.Resource} was not requested: the issuer's program may not run under --no-exec.", "Run without --no-exec where the files are trusted.");

    public static Diagnostic NoRequestFor(Step step) => About(step, NoRequest, $"No request for {step.Resource} was handed on, or none that can be read.", "Plan again.");

    public static Diagnostic FailedFor(Step step, string what) => About(step, Failed, $"{step.Resource} was not issued: {what}.", "Run the program by hand as this user, or mend what it names.");

    public static Diagnostic NotAnsweredFor(Step step, string said) => About(step, NotAnswered, $"The CA has not answered the request for {step.Resource} yet{(said.Length == 0 ? "" : ": " + said)}.", "Apply again later.");

    public static Diagnostic NoCertificateFor(Step step, string where) => About(step, NoCertificate, $"The issuer of {step.Resource} left no certificate for this request {where}.",
        "See to it that the program uses the given request, and that chain names the file it writes.");

    public static Diagnostic UncertainFor(Step step, string what) => About(step, Uncertain, $"It is not known whether {step.Resource} was issued: {what}.", "Apply again: asking again is safe.");

    public static Diagnostic CannotDo(Step step) => About(step, Unsupported, $"{step.Operation} of {step.Resource} is not what an issuer does.", "Name this provider as issuer, not as provider.");

    public static Diagnostic About(Step step, Diagnostic diagnostic) => diagnostic with { Address = new Address(step.Resource, step.Provider).ToString() };

    private static Diagnostic About(Step step, DiagnosticDescriptor descriptor, string summary, string fix) => About(step, descriptor.At(null, summary, fix));
}
