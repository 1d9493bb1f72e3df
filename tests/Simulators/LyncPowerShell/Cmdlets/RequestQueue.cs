using System.Collections.Immutable;
using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;
using XmppDesiredState.LyncPowerShell.World;

namespace XmppDesiredState.LyncPowerShell.Cmdlets;

/// <summary>Requests of this computer at the CA, which gave them numbers. Those that went into a file are none of its.</summary>
internal sealed class RequestQueue(StateFile file, string computer, int? id)
{
    /// <summary>The CA, for whoever may ask it.</summary>
    public static LyncAuthority Reach(StateFile file, string name, string? account, string? password)
    {
        var known = file.Read(state => state.Authority);
        if (known is not { IsReachable: true } || !known.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) throw new LyncException($"The certification authority \"{name}\" cannot be reached.", "CertificationAuthorityUnreachable", ErrorCategory.ConnectionError, name);
        if (known.Account is not null && (!known.Account.Equals(account, StringComparison.OrdinalIgnoreCase) || known.Password != password)) throw new LyncException("The permissions on the certification authority do not allow the current user to enroll for certificates.", "AccessDenied", ErrorCategory.PermissionDenied, name);
        return known;
    }

    public static void Submit(StateFile file, string computer, LyncAuthority authority, LyncRequest request, Action<string> note, Action<string> warn)
    {
        if (!authority.Templates.Any(template => template.Name == request.Template)) throw new LyncException($"The requested certificate template \"{request.Template}\" is not supported by this CA.", "TemplateNotFound", ErrorCategory.ObjectNotFound, request.Template);
        var sent = file.Change(state =>
        {
            var known = state.Authority!;
            state.Authority = known with { NextRequest = known.NextRequest + 1 };
            var queued = request with { Id = known.NextRequest };
            var index = ThisComputer.Index(state, computer);
            state.Computers[index] = state.Computers[index] with { Requests = state.Computers[index].Requests.Add(queued) };
            if (known.Mode == AuthorityMode.Pending) return queued;
            var decided = LyncCertificates.Decided(known, queued, known.Mode == AuthorityMode.Deny ? RequestDisposition.Denied : RequestDisposition.Issued);
            state.Computers[index] = state.Computers[index] with { Requests = state.Computers[index].Requests.Replace(queued, decided) };
            if (decided.Answer is not null) state.Computers[index] = Landed(state.Computers[index], decided, known);
            return decided;
        });
        Tell(sent, note, warn);
    }

    public void Run(RequestCertificate cmdlet, string set, Action<string> note, Action<string> warn)
    {
        var found = file.Read(Mine);
        if (found.IsEmpty && id is not null) throw LyncException.Missing("CertificateRequest", $"{id}");
        if (set != "ByClear" && found.Any(request => request.Disposition == RequestDisposition.Revoked)) throw new LyncException("A request is in a state that is none of Issued, Denied and Pending.", "UnknownDisposition", ErrorCategory.InvalidResult, id);
        foreach (var request in found)
        {
            if (set == "ByList") cmdlet.WriteObject(Shown(request));
            else if (!cmdlet.ShouldProcess($"{request.Id}")) continue;
            else if (set == "ByClear") Replace(request, null, note);
            else Retrieve(request, note, warn);
        }
    }

    private void Retrieve(LyncRequest request, Action<string> note, Action<string> warn)
    {
        if (request.Answer is not null) Replace(request, file.Read(state => state.Authority), note);
        Tell(request, note, warn);
    }

    private void Replace(LyncRequest request, LyncAuthority? authority, Action<string> note)
    {
        file.Change(state =>
        {
            var index = ThisComputer.Index(state, computer);
            var known = state.Computers[index];
            return state.Computers[index] = authority is null ? known with { Requests = known.Requests.RemoveAll(waiting => waiting.Id == request.Id) } : Landed(known, request, authority);
        });
        if (authority is null) note($"Request {request.Id} is cleared.");
    }

    private static LyncComputer Landed(LyncComputer computer, LyncRequest request, LyncAuthority authority)
    {
        using var issued = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(request.Answer!));
        return ComputerStore.Land(computer, issued, key: null, request.IsExportable, request.FriendlyName) with { Authorities = computer.Authorities.Add(authority.Certificate) };
    }

    private static void Tell(LyncRequest request, Action<string> note, Action<string> warn)
    {
        if (request.Disposition == RequestDisposition.Denied) throw new LyncException($"Request {request.Id} was denied by the certification authority.", "RequestDenied", ErrorCategory.PermissionDenied, request.Id);
        if (request.Answer is null)
        {
            warn($"Request {request.Id} is pending at the certification authority.");
            return;
        }
        using var issued = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(request.Answer));
        note($"Request {request.Id} issued thumbprint {issued.Thumbprint} for {string.Join(", ", request.Usages)}.");
    }

    private ImmutableArray<LyncRequest> Mine(WorldState state) => [.. ThisComputer.Find(state, computer).Requests.Where(request => request.Id is not null && (id is null || request.Id == id))];

    private static PSObject Shown(LyncRequest request)
    {
        var shown = new PSObject();
        shown.Properties.Add(new PSNoteProperty("RequestId", request.Id));
        shown.Properties.Add(new PSNoteProperty("CertificateUses", request.Usages.ToList()));
        shown.Properties.Add(new PSNoteProperty("Disposition", request.Disposition.ToString()));
        return shown;
    }
}
