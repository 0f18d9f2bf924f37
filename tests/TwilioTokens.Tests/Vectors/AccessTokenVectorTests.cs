using System.Text.Json.Nodes;

namespace TwilioTokens.Tests.Vectors;

public class AccessTokenVectorTests
{
    public static TheoryData<string> Names => [.. AccessTokenVector.Names];

    [Fact]
    public void All_9_vectors_are_there() => Assert.Equal(9, AccessTokenVector.Names.Count());

    [Theory, MemberData(nameof(Names))]
    public void Header_equals_that_of_Twilios_libraries(string name)
    {
        var vector = AccessTokenVector.Named(name);

        AssertEqual(vector.ExpectedHeader, DecodedToken.Of(vector.Generate()).Header);
    }

    // Without iat, which only some libraries write, and without the random end of our jti.
    [Theory, MemberData(nameof(Names))]
    public void Payload_equals_that_of_Twilios_libraries(string name)
    {
        var vector = AccessTokenVector.Named(name);
        var payload = DecodedToken.Of(vector.Generate()).Payload;

        Assert.Equal(vector.Now, payload["iat"]!.GetValue<long>());
        payload.Remove("iat");
        Assert.StartsWith($"{vector.ExpectedPayload["jti"]}-", payload["jti"]!.GetValue<string>(), StringComparison.Ordinal);
        payload["jti"] = vector.ExpectedPayload["jti"]!.DeepClone();
        AssertEqual(vector.ExpectedPayload, payload);
    }

    [Theory, MemberData(nameof(Names))]
    public void Token_is_signed_with_the_bytes_of_the_API_key_secret(string name)
    {
        var vector = AccessTokenVector.Named(name);

        Assert.True(DecodedToken.Of(vector.Generate()).IsSignedWith(vector.ApiKeySecret));
    }

    private static void AssertEqual(JsonNode expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(expected, actual), $"expected {expected.ToJsonString()}, got {actual.ToJsonString()}");
}
