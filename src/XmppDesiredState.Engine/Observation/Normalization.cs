using System.Collections.Immutable;
using XmppDesiredState.Desired;
using XmppDesiredState.Providers;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Observation;

/// <summary>Brings desired resources into the form in which their back ends will report them, so that the diff compares like with like.</summary>
internal static class Normalization
{
    public static DesiredState Of(DesiredState desired, IProviderReaders providers) => desired with
    {
        Resources = [.. desired.Resources.Select(declared => declared.With(Normalize(declared.With(Complete(declared, desired)), providers)))],
    };

    // A certificate is installed where the services run that must take it up, unless it says otherwise.
    private static Resource Complete(Declared declared, DesiredState desired)
    {
        if (declared.Resource.Id.Kind != Certificate.Kind || declared.Absent || declared.Resource.TryGet(Certificate.On, out _)) return declared.Resource;
        var services = declared.Resource.TryGet(Certificate.Restart, out var names) ? names : [];
        var members = desired.OfKind(Service.Kind).Where(service => services.Contains(service.Resource.Id.Name))
            .SelectMany(service => service.Resource.TryGet(Service.Members, out var those) ? those : []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
        return declared.Resource.With(Certificate.On, members.IsEmpty ? [Certificate.OnlyMember] : members);
    }

    private static Resource Normalize(Declared declared, IProviderReaders providers)
    {
        try
        {
            return providers.Reader(declared.Provider).Normalize(declared.Resource);
        }
        catch (ProviderException)
        {
            // The instance cannot be made; observing it says so, and nothing is planned for its kinds.
            return declared.Resource;
        }
    }
}
