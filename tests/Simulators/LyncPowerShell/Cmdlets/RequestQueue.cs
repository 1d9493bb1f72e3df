using System.Collections.Immutable;
using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Cmdlets;

/// <summary>Requests of this computer at the CA, which gave them numbers. Those that went into a file are none of its.</summary>
/// <param name="note">Takes a step for -Verbose and -Report.</param>
/// <param name="warn">Takes what the caller must know.</param>
internal sealed class RequestQueue(StateFile file, string computer, Action<string> note, Action<string> warn)
{
    /// <summary>The CA, for whoever may ask it, with a template that it has.</summary>
    public static void Reach(StateFile file, string name, string? account, string? password, string template)
    {
        var known = file.Read(state => state.Authority);
        if (known is not { IsReachable: true } || !known.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        {
            throw new LyncException($"The certification authority \"{name}\" cannot be reached.", "CertificationAuthorityUnreachable", ErrorCategory.ConnectionError, name);
        }
        if (known.Account is not null && (!known.Account.Equals(account, StringComparison.OrdinalIgnoreCase) || known.Password != password))
        {
            const string Refusal = "The permissions on the certification authority do not allow the current user to enroll for certificates.";
            throw new LyncException(Refusal, "AccessDenied", ErrorCategory.PermissionDenied, name);
        }
        if (!known.Templates.Any(one => one.Name == template))
        {
            throw new LyncException($"The requested certificate template \"{template}\" is not supported by this CA.", "TemplateNotFound", ErrorCategory.ObjectNotFound, template);
        }
    }

    /// <summary>Sends a request; the CA issues, keeps or denies it as its mode is.</summary>
    public void Submit(LyncRequest request) => Tell(file.Change(state =>
    {
        var authority = state.Authority!;
        state.Authority = authority with { NextRequest = authority.NextRequest + 1 };
        var sent = request with { Id = authority.NextRequest };
        if (authority.Mode != AuthorityMode.Pending) sent = LyncCertificates.Decided(authority, sent, authority.Mode == AuthorityMode.Deny ? RequestDisposition.Denied : RequestDisposition.Issued);
        var index = ThisComputer.Index(state, computer);
        var waiting = state.Computers[index] with { Requests = state.Computers[index].Requests.Add(sent) };
        state.Computers[index] = sent.Answer is null ? waiting : Landed(waiting, sent, authority);
        return sent;
    }));

    /// <summary>One of them by its number, or all.</summary>
    /// <exception cref="LyncException">There is none of that number, or one is in a state that the cmdlet does not know.</exception>
    public ImmutableArray<LyncRequest> Find(int? id, bool inAnyState)
    {
        var found = file.Read(state => ThisComputer.Find(state, computer).Requests.Where(request => request.Id is not null && (id is null || request.Id == id)).ToImmutableArray());
        if (found.IsEmpty && id is not null) throw LyncException.Missing("CertificateRequest", $"{id}");
        return inAnyState || !found.Any(request => request.Disposition == RequestDisposition.Revoked) ? found
            : throw new LyncException("A request is in a state that is none of Issued, Denied and Pending.", "UnknownDisposition", ErrorCategory.InvalidResult, id);
    }

    /// <summary>Takes what was issued into the store.</summary>
    public void Retrieve(LyncRequest request)
    {
        if (request.Answer is not null) Change((known, authority) => Landed(known, request, authority));
        Tell(request);
    }

    public void Clear(LyncRequest request)
    {
        Change((known, _) => known with { Requests = known.Requests.RemoveAll(waiting => waiting.Id == request.Id) });
        note($"Request {request.Id} is cleared.");
    }

    public static PSObject Shown(LyncRequest request)
    {
        var shown = new PSObject();
        shown.Properties.Add(new PSNoteProperty("RequestId", request.Id));
        shown.Properties.Add(new PSNoteProperty("CertificateUses", request.Usages.ToList()));
        shown.Properties.Add(new PSNoteProperty("Disposition", request.Disposition.ToString()));
        return shown;
    }

    private static LyncComputer Landed(LyncComputer computer, LyncRequest request, LyncAuthority authority)
    {
        using var issued = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(request.Answer!));
        return ComputerStore.Land(computer, issued, key: null, request.IsExportable, request.FriendlyName) with { Authorities = computer.Authorities.Add(authority.Certificate) };
    }

    private void Tell(LyncRequest request)
    {
        if (request.Disposition == RequestDisposition.Denied)
        {
            throw new LyncException($"Request {request.Id} was denied by the certification authority.", "RequestDenied", ErrorCategory.PermissionDenied, request.Id);
        }
        if (request.Answer is null)
        {
            warn($"Request {request.Id} is pending at the certification authority.");
            return;
        }
        using var issued = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(request.Answer));
        note($"Request {request.Id} issued thumbprint {issued.Thumbprint} for {string.Join(", ", request.Usages)}.");
    }

    private void Change(Func<LyncComputer, LyncAuthority, LyncComputer> change) => file.Change(state =>
    {
        var index = ThisComputer.Index(state, computer);
        return state.Computers[index] = change(state.Computers[index], state.Authority!);
    });
}
