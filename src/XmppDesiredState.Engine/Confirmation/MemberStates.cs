using System.Collections.Immutable;
using System.Globalization;
using XmppDesiredState.Desired;
using XmppDesiredState.Diagnostics;
using XmppDesiredState.Engine.Execution;
using XmppDesiredState.Engine.Observation;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Confirmation;

/// <summary>Where a certificate stands, member by member, when its way was not finished: what each has, and what it runs with.</summary>
internal static class MemberStates
{
    public static ImmutableArray<Diagnostic> Of(ImmutableArray<ChangeReport> changes, DesiredState desired, ObservedState observed) =>
    [
        .. from report in changes
           where report.Change.Address.Id.Kind == Certificate.Kind && report.Status is not (ChangeStatus.Done or ChangeStatus.AlreadyThere or ChangeStatus.Blocked or ChangeStatus.Waiting)
           let declared = desired.Resources.FirstOrDefault(resource => resource.Address == report.Change.Address)
           where declared is not null && declared.Resource.TryGet(Certificate.On, out _)
           select ConfirmationDiagnostics.StatesAt(report.Change, [.. declared.Resource.Get(Certificate.On).Select(member => $"{member} {Say(member, declared, desired, observed)}")]),
    ];

    private static string Say(string member, Declared certificate, DesiredState desired, ObservedState observed)
    {
        if (!observed.IsKnown(certificate.Provider, Certificate.Kind) || observed.IsUnknown(certificate.Address, member)) return "could not be asked";
        var slots = observed.Find(certificate.Address)?.Resource.Get(Certificate.Current);
        var thumbprint = slots?.GetValueOrDefault(member) is { } slot ? InstalledCertificate.Of(slot) : null;
        var has = thumbprint is null || thumbprint.Thumbprint.Length == 0 ? "has no certificate that can be used"
            : $"has {thumbprint.Thumbprint}{(thumbprint.NotAfter == DateTimeOffset.MaxValue ? "" : $" (ends {thumbprint.NotAfter.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)})")}{(thumbprint.Differing.IsEmpty ? "" : $" but for {string.Join(", ", thumbprint.Differing.Select(usage => usage.Split('=')[0]))}")}";
        var services = desired.OfKind(Service.Kind).Where(service => certificate.Resource.TryGet(Certificate.Restart, out var names) && names.Contains(service.Resource.Id.Name)
            && service.Resource.TryGet(Service.Members, out var members) && members.Contains(member));
        return has + string.Concat(services.Select(service => $", {Runs(member, service, thumbprint?.Thumbprint, observed)}"));
    }

    private static string Runs(string member, Declared service, string? installed, ObservedState observed)
    {
        if (!observed.IsKnown(service.Provider, Service.Kind) || observed.IsUnknown(service.Address, member)) return $"{service.Resource.Id.Name} does not say what it runs with";
        var loaded = observed.Find(service.Address)?.Resource.Get(Service.Loaded)?.GetValueOrDefault(member);
        return loaded is null ? $"{service.Resource.Id.Name} runs with none" : loaded == installed ? $"{service.Resource.Id.Name} runs with it" : $"{service.Resource.Id.Name} runs with {loaded}";
    }
}
