using XmppDesiredState.Desired;
using XmppDesiredState.Providers;

namespace XmppDesiredState.Engine.Observation;

/// <summary>Brings desired resources into the form in which their back ends will report them, so that the diff compares like with like.</summary>
internal static class Normalization
{
    public static DesiredState Of(DesiredState desired, ProviderSet providers) => desired with
    {
        Resources = [.. desired.Resources.Select(declared => declared with { Resource = Normalize(declared, providers) })],
    };

    private static Resources.Resource Normalize(Declared declared, ProviderSet providers)
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
