namespace XmppDesiredState.Tests.Ordering;

/// <summary>The tests of this class run one after another and take long together: they are begun first, so that not one of them is left running alone at the end.</summary>
/// <param name="seconds">About, on two cores. Only the order follows from it.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TakesLongAttribute(int seconds) : Attribute
{
    public int Seconds { get; } = seconds;
}
