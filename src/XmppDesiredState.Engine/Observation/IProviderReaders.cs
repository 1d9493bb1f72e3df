using XmppDesiredState.Providers;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Engine.Observation;

/// <summary>What those may ask of the providers of a run who only look: observing, normalising and drift hold no other.</summary>
internal interface IProviderReaders
{
    bool IsDeclared(string name);

    /// <summary>The type of a declared one.</summary>
    string TypeOf(string name);

    IReadableProvider Reader(string name);

    /// <summary>What the instance said about its own waits.</summary>
    Patience PatienceFor(string name);

    /// <summary>Null: it does nothing with the kind.</summary>
    Capability? CapabilityOf(string provider, Kind kind);
}
