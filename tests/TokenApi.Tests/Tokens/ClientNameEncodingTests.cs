using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TokenApi.Tokens;
using TwilioTokens.Tests;

namespace TokenApi.Tests.Tokens;

public class ClientNameEncodingTests
{
    [Theory]
    [InlineData("alice", "alice")]
    [InlineData("alice@example.com", "alice_x40_example_x2E_com")]
    [InlineData("Alice_Smith_42", "Alice_Smith_42")]
    [InlineData("__x_", "__x_")]
    [InlineData("max_x2", "max_x2")]
    [InlineData("max_x2_", "max_x5F_x2_")]
    [InlineData("max_x2@", "max_x5F_x2_x40_")]
    [InlineData("a_x1234567_", "a_x1234567_")]
    [InlineData("a_x4e_", "a_x4e_")]
    [InlineData("é 😀\n", "_xE9__x20__x1F600__xA_")]
    [InlineData("auth0|5f7c", "auth0_x7C_5f7c")]
    public void Identities_are_encoded_as_documented(string identity, string name)
    {
        Assert.Equal(name, ClientNameEncoding.Encode(identity));
        Assert.Equal(identity, ClientNameEncoding.Decode(name));
    }

    [Theory]
    [InlineData("_x41_")]
    [InlineData("_x040_")]
    [InlineData("_xD800_")]
    [InlineData("_x110000_")]
    [InlineData("_xFFFFFF_")]
    [InlineData("_x5F_")]
    public void Name_without_an_identity_decodes_to_itself(string name) => Assert.Equal(name, ClientNameEncoding.Decode(name));

    [Fact]
    public void Lone_surrogate_is_refused() => Assert.Throws<ArgumentException>(() => ClientNameEncoding.Encode("a\ud83d"));

    [Property(Arbitrary = [typeof(Identities)], MaxTest = 5000)]
    public bool Every_name_decodes_to_its_identity(Identity identity) =>
        ClientNameEncoding.Decode(ClientNameEncoding.Encode(identity.Value)) == identity.Value;

    [Property(Arbitrary = [typeof(Identities)], MaxTest = 5000)]
    public bool Every_name_has_only_letters_digits_and_underscores(Identity identity) =>
        ClientNameEncoding.Encode(identity.Value).All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    [Property(Arbitrary = [typeof(Identities)], MaxTest = 5000)]
    public bool No_two_identities_have_the_same_name(Identity one, Identity other) =>
        one == other || ClientNameEncoding.Encode(one.Value) != ClientNameEncoding.Encode(other.Value);

    [Property(Arbitrary = [typeof(Identities)], MaxTest = 5000)]
    public bool No_two_names_decode_to_the_same_text(Identity name, Identity other)
    {
        var (one, two) = (ClientNameEncoding.Encode(name.Value), ClientNameEncoding.Encode(other.Value));
        return one == two || ClientNameEncoding.Decode(one) != ClientNameEncoding.Decode(two);
    }

    /// <summary>All short texts of the characters in escapes.</summary>
    [Fact]
    public void Short_identities_that_look_like_escapes_have_distinct_names()
    {
        var texts = Enumerable.Range(0, 6).Aggregate<int, IEnumerable<string>>([""], (shorter, _) => shorter.SelectMany(text => "_x4F@".Select(c => text + c)).Append("")).Distinct().ToList();

        Assert.Equal(texts.Count, texts.Select(ClientNameEncoding.Encode).Distinct().Count());
        Assert.All(texts, text => Assert.Equal(text, ClientNameEncoding.Decode(ClientNameEncoding.Encode(text))));
    }

    public sealed record Identity(string Value);

    public static class Identities
    {
        // Parts of escapes are frequent, because collisions are most likely there.
        public static Arbitrary<Identity> Identity() =>
            Gen.OneOf(Gen.Elements("_", "x", "_x", "40", "5F", "@", "A", "_x40_", "é", "😀"), Arbitraries.Text().Generator.Select(text => text.Value))
                .ListOf().Select(parts => new Identity(string.Concat(parts))).ToArbitrary();
    }
}
