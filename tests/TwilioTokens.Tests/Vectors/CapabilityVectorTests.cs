using System.Text.Json.Nodes;

namespace TwilioTokens.Tests.Vectors;

public class CapabilityVectorTests
{
    public static TheoryData<string> Names => [.. CapabilityVector.Names];

    [Fact]
    public void All_25_vectors_are_there() => Assert.Equal(25, CapabilityVector.Names.Count());

    [Theory, MemberData(nameof(Names))]
    public void Claims_equal_those_of_Twilios_library(string name)
    {
        var vector = CapabilityVector.Named(name);

        var token = DecodedToken.Of(vector.Generate());

        AssertEqual(vector.Expected["header"]!, token.Header);
        AssertEqual(vector.Expected["payload"]!, token.Payload);
    }

    [Theory, MemberData(nameof(Names))]
    public void Token_is_signed_with_the_bytes_of_the_auth_token(string name)
    {
        var vector = CapabilityVector.Named(name);

        Assert.True(DecodedToken.Of(vector.Generate()).IsSignedWith(vector.AuthToken));
    }

    [Theory, MemberData(nameof(Names))]
    public void Token_is_byte_identical_to_that_of_JwtSecurityTokenHandler(string name)
    {
        var vector = CapabilityVector.Named(name);

        Assert.Equal(vector.Expected["tokenIdentityModel"]!.GetValue<string>(), vector.Generate());
    }

    private static void AssertEqual(JsonNode expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(expected, actual), $"expected {expected.ToJsonString()}, got {actual.ToJsonString()}");
}
