using CsCheck;
using XmppDesiredState.Conformance;
using XmppDesiredState.Providers.Local;
using XmppDesiredState.Resources;

namespace XmppDesiredState.Providers.Tests.Local;

public sealed class LocalMapperTests
{
    [Theory]
    [InlineData("partner", "fabrikam.com")]
    [InlineData("access-policy", "tag:Sales")]
    [InlineData("gateway-settings", "global")]
    [InlineData("edge-access", "global")]
    public void Read_whatWriteWrote_isTheSame(string kindName, string name)
    {
        var id = new ResourceId(Kind.Find(kindName)!, name);
        ResourceGenerator.Of(id.Kind, id, id.Kind.Fields).Sample(desired =>
        {
            var live = LocalMapper.Merge(LocalMapper.Unwritten(id), desired);
            Assert.Equal(live, LocalMapper.Read(new LocalFile(id, "", "live.yaml", LocalMapper.Write(live), "")));
        }, iter: 500);
    }
}
