using System.Collections.Immutable;

namespace XmppDesiredState.Providers.ZoneFile;

/// <summary>Who checks a zone before it is written.</summary>
/// <param name="Command">Program and arguments; empty: nobody.</param>
/// <param name="IsRequired">Whether a program that is not there is an error.</param>
internal sealed record ZoneCheck(ImmutableArray<string> Command, bool IsRequired)
{
    /// <summary>named-checkzone where it is on the PATH. <c>-i local</c>: without asking the resolver for hosts of other zones.</summary>
    public static readonly ZoneCheck Auto = new(["named-checkzone", "-i", "local"], IsRequired: false);

    public static readonly ZoneCheck Off = new([], IsRequired: false);
}
