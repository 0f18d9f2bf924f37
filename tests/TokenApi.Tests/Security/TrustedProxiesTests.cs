using TokenApi.Tokens;

namespace TokenApi.Tests.Security;

/// <summary>The address of the client behind proxies.</summary>
public class TrustedProxiesTests
{
    [Theory]
    [InlineData(null, "192.0.2.66, 127.0.0.9", "127.0.0.9")]
    [InlineData("1", "192.0.2.66, 127.0.0.9", "127.0.0.9")]
    [InlineData("2", "192.0.2.66, 127.0.0.9", "192.0.2.66")]
    [InlineData("2", "192.0.2.66, 198.51.100.7, 127.0.0.9", "198.51.100.7")]
    public async Task Client_inside_a_known_network_cannot_choose_its_address(string? limit, string forwardedFor, string address)
    {
        using var app = new TokenApiApp { Settings = { ["ForwardedHeaders:KnownNetworks:0"] = "127.0.0.0/8" } };
        if (limit is not null)
        {
            app.Settings["ForwardedHeaders:ForwardLimit"] = limit;
        }

        var client = app.CreateLoopbackClient();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", forwardedFor);
        await client.PostText("/api/tokens/capability", "{}");

        Assert.Contains($"address {address}, status 401", Assert.Single(app.Logs.From<TokenAudit>()), StringComparison.Ordinal);
    }
}
