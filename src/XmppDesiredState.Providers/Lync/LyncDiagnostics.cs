using System.Collections.Immutable;
using XmppDesiredState.Changes;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.PowerShell;
using XmppDesiredState.Programs;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Lync;

/// <summary>What Lync, or what the files want of it, can cause: 9851 to 9899. Sessions have theirs in <see cref="PowerShellDiagnostics"/>.</summary>
internal static class LyncDiagnostics
{
    private const int LongestMessage = 400;

    public static readonly DiagnosticDescriptor Unsupported = new("XDS9851", Severity.Error, "Lync cannot do this",
        "The lync provider keeps partners, gateway settings, edge access, access policies, services and certificates. What exists on every deployment (the settings, the global policy, services) is neither created nor deleted: Remove- of the global policy would reset it.");

    public static readonly DiagnosticDescriptor ReadFailed = new("XDS9852", Severity.Error, "A Get- cmdlet failed",
        "The cmdlet that reports a kind ended with an error, so nothing is known of that kind and nothing is planned for it. The message is that of Lync; usual causes are a configuration store (SQL Server) that is not reachable and a topology that is not published.");

    public static readonly DiagnosticDescriptor NoModule = new("XDS9853", Severity.Error, "The Lync cmdlets are not installed",
        "The machine has neither the module Lync (Lync Server 2013) nor SkypeForBusiness (Skype for Business Server 2015). Connect to a Front End server, or install the administrative tools of the server's media there (\"Install Administrative Tools\" in the Deployment Wizard). An Edge server has them but holds only a read copy of the configuration.");

    public static readonly DiagnosticDescriptor NoCmdlet = new("XDS9854", Severity.Error, "A Lync cmdlet does not exist there",
        "The session knows the Lync cmdlets but not this one. Through remoting, only the cmdlets of the account's RBAC roles exist: CsAdministrator has all that is needed, CsViewOnlyAdministrator those for planning. On the machine itself the version is the usual cause: XMPP came with Lync Server 2013, earlier modules do not have it.");

    public static readonly DiagnosticDescriptor Denied = new("XDS9855", Severity.Error, "The account may not do this in Lync",
        "Lync refused the cmdlet for lack of rights. Locally and through SSH the account needs the group RTCUniversalReadOnlyAdmins to plan and RTCUniversalServerAdmins to apply (and, for services, administrator on the machine); through remoting the RBAC role CsAdministrator. Membership counts from the next logon.");

    public static readonly DiagnosticDescriptor NotUnderstood = new("XDS9856", Severity.Error, "Lync reports something that is not understood",
        "A Get- cmdlet reported a value that the documentation of the cmdlet does not know, or two objects that mean the same domain. Guessing could plan a wrong change, so the kind is left alone. Report it with the version of the product.");

    public static readonly DiagnosticDescriptor Changed = new("XDS9857", Severity.Error, "It has changed in Lync since the plan",
        "In the same call that would have written, the object is read again. It no longer is as the plan was made from, and not as the plan wants it either, so another administrator was there. Nothing was written. Plan again and look at the difference.");

    public static readonly DiagnosticDescriptor NotWritten = new("XDS9858", Severity.Error, "Lync refused a change",
        "The cmdlet refused before it wrote: a parameter it does not take, an object that is not there, a missing right. The message is that of Lync, and the configuration is as it was.");

    public static readonly DiagnosticDescriptor Uncertain = new("XDS9859", Severity.Error, "Nobody knows whether Lync was changed",
        "The cmdlet ended with an error of which it is not documented that nothing was written, or the session ended while it ran. The live state is read again before anything else is done.");

    public static readonly DiagnosticDescriptor Busy = new("XDS9860", Severity.Error, "Another run is writing to Lync",
        "Runs of this program on one management machine take turns around each single change, and the turn did not come in time. A cmdlet of an earlier run may still be at work there although its session was given up. Nothing was written; it is tried again.");

    public static readonly DiagnosticDescriptor NotReplicated = new("XDS9861", Severity.Error, "The change has not reached every replica",
        "Cmdlets write to the Central Management store; every Front End and Edge server works with a replica of it. Within the time of replication.within some replica did not report a state that is newer than the change. The change itself stands. See Get-CsManagementStoreReplicationStatus; for an Edge server that never gets there, port 4443 from the Front End, name resolution and certificates are the usual causes.");

    public static readonly DiagnosticDescriptor NoXmpp = new("XDS9862", Severity.Error, "The deployment has no XMPP gateway",
        "Every replica reports Skype for Business Server 2019 (7.0), which has no XMPP gateway and no proxy: Microsoft removed them. Keep a Lync Server 2013 or Skype for Business Server 2015 pool and Edge for XMPP, or declare the partners on another provider.");

    public static readonly DiagnosticDescriptor PanelRefuses = new("XDS9863", Severity.Error, "The control panel refuses to save this negotiation",
        "SASL Required or Optional with TLS NotSupported: the Lync Server control panel says that SASL must be supported by TLS and does not save the partner, and the table of negotiation settings leaves it nothing but dialback in clear text. Whether the cmdlets refuse it too is not documented. Set SASL to NotSupported (preset tcp-dialback), or TLS to Optional or Required. Source: Microsoft, \"Create or edit XMPP partner configuration\".")
    { IsAcceptable = true };

    public static readonly DiagnosticDescriptor CannotEmpty = new("XDS9864", Severity.Error, "Lync has no empty value for this",
        "The parameter is a number, a flag or a word of a fixed list, and no cmdlet is documented to take nothing for it. Write a value, write default where there is a documented one, or leave the attribute out to have it not managed.");

    public static readonly DiagnosticDescriptor BadOptions = new("XDS9865", Severity.Error, "Options of the lync provider make no sense",
        "machines names machines as the members of services do: host names of up to 253 letters, digits, hyphens and dots. The name is passed to cmdlets as -ComputerName, so one that means the management machine itself is refused.");

    public static readonly DiagnosticDescriptor BadMember = new("XDS9866", Severity.Error, "A member of a service is no machine's name",
        "Members of a service on Lync are passed to Stop-CsWindowsService and Start-CsWindowsService as -ComputerName. A name that is empty, holds other characters than letters, digits, hyphens and dots, or means the machine that the cmdlet runs on (localhost) could stop the services of a Front End server. Write the fully qualified name of the Edge server.");

    public static readonly DiagnosticDescriptor NobodyCanTell = new("XDS9867", Severity.Error, "Nobody can tell what the members of a service run with",
        "Lync does not report which certificate a running service has loaded. Without somebody who asks from outside every plan would restart the service again. Declare a provider of type wire with the members' addresses and name it in health: { provider: NAME, domain: DOMAIN }; with restart: manual nothing is restarted and none is needed.");

    public static readonly DiagnosticDescriptor NotReady = new("XDS9868", Severity.Warning, "The topology is not ready for XMPP",
        "XMPP federation needs, in Topology Builder: an Edge pool with XMPP federation (port 5269) enabled, a site whose XMPP federation route leads to it, and the topology published, with Setup run again on Front End and Edge. This program reads the topology and never changes it. Source: Microsoft, \"Setting up XMPP federation\".");

    public static readonly DiagnosticDescriptor FactsUnread = new("XDS9869", Severity.Note, "The topology could not be looked at",
        "Get-CsSite, Get-CsService or Get-CsManagementStoreReplicationStatus failed, mostly for lack of a role. What is declared can be planned and applied all the same; whether the topology carries XMPP at all was not checked.");

    public static readonly DiagnosticDescriptor InterruptedUnread = new("XDS9850", Severity.Warning, "Whether a restart was cut off is not known",
        "Before a restart the names of what runs are noted on the machine, so that one that was cut off is seen and ended later. That note, or the state of the services, could not be read, so a member that is half-way down would be told from a healthy one only by what it shows outside. Usual cause: the machine, or its connection, is down.");

    public static readonly DiagnosticDescriptor NoService = new("XDS9870", Severity.Error, "The machine has no service to restart",
        "Among the Lync services of the machine there is none of an Edge server or of the XMPP gateway: no RTCSRV beside RTCMRAUTH, RTCMEDIARELAY or RTCDATAPROXY, and none with XMPP in its display name. Nothing was stopped. Check the member's name; the Setup of the machine may have to be run again after XMPP was enabled.");

    public static readonly DiagnosticDescriptor NotBack = new("XDS9871", Severity.Error, "A service did not come back",
        "The services were stopped and started, and one that ran before does not run. Look at the event log of the machine (source LS Server); the assigned certificate is the usual cause, and an Access Edge refuses to start where one name is both hosting provider and allowed partner (event 14517).");

    public static readonly DiagnosticDescriptor OddName = new("XDS9872", Severity.Note, "A name in Lync cannot be declared",
        "A partner or policy was created under a name that a state file cannot hold: no domain name in the one form compared everywhere, or no scope and name. It is reported as it is, and can be kept or removed, but not declared.");

    public static readonly DiagnosticDescriptor EmptySecret = new("XDS9873", Severity.Error, "A secret for Lync is empty",
        "The reference leads to an empty text. An empty dialback passphrase would be written as such, so nothing was sent. Give the environment variable, file or program a content.");

    public static readonly DiagnosticDescriptor UnlistedMachine = new("XDS9874", Severity.Warning, "A member is not among the machines",
        "The provider lists machines with connections of their own, and this member is not among them, so its services are reached through connection with -ComputerName. That works inside one domain; an Edge server outside of it usually needs a connection of its own. A misspelt name is the other cause.");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        .. PowerShellDiagnostics.All, Unsupported, ReadFailed, NoModule, NoCmdlet, Denied, NotUnderstood, Changed, NotWritten, Uncertain, Busy, NotReplicated, NoXmpp, PanelRefuses, CannotEmpty,
        BadOptions, BadMember, NobodyCanTell, NotReady, FactsUnread, InterruptedUnread, NoService, NotBack, OddName, EmptySecret, UnlistedMachine,
    ];

    /// <summary>What Lync said: one line, bounded, without the secret that was sent, and the id to look for.</summary>
    public static string Said(PowerShellError error, string? secret)
    {
        var message = ProgramText.Clean(ProgramText.Hide(error.Message, secret is null ? [] : [secret]).ReplaceLineEndings(" "));
        if (message.Length > LongestMessage) message = string.Concat(message.AsSpan(0, LongestMessage), "…");
        var id = ProgramText.Clean(error.Id ?? "");
        return $"{message.TrimEnd('.')}{(id.Length is 0 or > 200 ? "" : $" [{id}]")}";
    }

    public static Diagnostic About(Step step, DiagnosticDescriptor descriptor, string summary, string fix) => About(step, descriptor.At(null, summary, fix));

    public static Diagnostic About(Step step, Diagnostic diagnostic) => diagnostic with { Address = new Address(step.Resource, step.Provider).ToString() };

    public static Diagnostic CannotDo(Step step) => About(step, Unsupported, $"{step.Operation} of {step.Resource} is not possible in Lync, or the step does not say enough.", "Plan again.");

    /// <summary>An error of a cmdlet: the account's rights and missing cmdlets have their own.</summary>
    public static Diagnostic Of(PowerShellError error, DiagnosticDescriptor otherwise, string what, string place, string? secret = null)
    {
        var said = Said(error, secret);
        return LyncFaults.Of(error) switch
        {
            LyncFault.Denied => Denied.At(null, $"{what}: access was denied at {place}: {said}.", "Grant RTCUniversalServerAdmins (locally, SSH) or the role CsAdministrator (remoting) to the account; to plan, RTCUniversalReadOnlyAdmins is enough."),
            LyncFault.NoCmdlet => NoCmdlet.At(null, $"{what}: the cmdlet does not exist at {place}: {said}.", "Grant the role CsAdministrator (remoting), or connect to a machine with the tools of Lync Server 2013 or Skype for Business Server 2015."),
            _ => otherwise.At(null, $"{what}: {said}.", otherwise == Uncertain ? "The live state is read again." : "Look at the message, and try the cmdlet in the Management Shell."),
        };
    }
}
