using System.Collections.Immutable;

namespace XmppDesiredState.Values.Types;

/// <summary>A type whose values are words of a fixed list, whatever they mean in code.</summary>
public interface IChoiceType
{
    ImmutableArray<string> Words { get; }
}
