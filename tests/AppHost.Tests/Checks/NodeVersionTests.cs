using AppHost.Checks;

namespace AppHost.Tests.Checks;

public sealed class NodeVersionTests
{
    private const string Range = "^20.19 || ^22.13 || >=24";

    [Theory]
    [InlineData("v20.19.0")]
    [InlineData("v22.21.1")]
    [InlineData("v24.0.0")]
    [InlineData("v25.1.0")]
    public void Version_in_the_range_passes(string installed) => NodeVersionExtensions.Require("webclient", Range, installed);

    [Theory]
    [InlineData("v20.18.3")]
    [InlineData("v21.7.3")]
    [InlineData("v22.12.0")]
    [InlineData("v23.11.0")]
    public void Other_version_is_refused_with_both_versions_and_the_remedy(string installed)
    {
        var e = Assert.Throws<DistributedApplicationException>(() => NodeVersionExtensions.Require("webclient", Range, installed));
        Assert.Equal($"Resource 'webclient' needs Node.js {Range}, but 'node' is {installed}. Install it (https://nodejs.org/en/download) and start again.", e.Message);
    }

    [Fact]
    public void Node_that_fails_is_refused()
    {
        var e = Assert.Throws<DistributedApplicationException>(() => NodeVersionExtensions.Require("webclient", Range, ""));
        Assert.Contains("but 'node --version' fails", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_Node_is_refused()
    {
        var e = Assert.Throws<DistributedApplicationException>(() => NodeVersionExtensions.Require("webclient", Range, null));
        Assert.Contains("but 'node' is not on the PATH", e.Message, StringComparison.Ordinal);
    }
}
