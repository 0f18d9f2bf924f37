using TwilioTokens.Tests;

namespace TokenApi.Tests.Tokens;

public class MaxTtlTests
{
    [Theory]
    [InlineData("capability", """{"incoming":true,"ttl":86400}""", 600)]
    [InlineData("access", """{"incoming":true,"ttl":86400}""", 600)]
    [InlineData("capability", """{"incoming":true}""", 600)]
    [InlineData("capability", """{"incoming":true,"ttl":60}""", 60)]
    public async Task Operator_caps_the_lifetime_of_tokens(string kind, string request, int granted)
    {
        using var app = new TokenApiApp { Settings = { ["Tokens:MaxTtl"] = "600" } };

        var answer = await (await (await app.SignedInAs("alice")).PostText($"/api/tokens/{kind}", request)).Json();

        Assert.Equal(granted, answer["ttl"]!.GetValue<int>());
        Assert.Equal(1_700_000_000 + granted, DecodedToken.Of(answer["token"]!.GetValue<string>()).ExpiresAt);
    }
}
