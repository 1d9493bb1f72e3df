using XmppDesiredState.Tests.Ordering;

namespace XmppDesiredState.Conventions.Tests;

/// <summary>The framework names a collection after its class, and that name is all there is to order by.</summary>
[TakesLong(7)]
public sealed class OrderingTests
{
    [Fact]
    public void A_class_that_says_that_it_takes_long_is_found_by_the_name_of_its_collection() => Assert.Equal(7, LongestFirst.SecondsOf(TestContext.Current.TestCollection!));
}
