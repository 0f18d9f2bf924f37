using System.Text.Json;

namespace EndToEnd.Harness;

/// <summary>A token without its signature, which is safe to show.</summary>
internal sealed record DecodedToken(string Kind, DateTimeOffset ReceivedAt, JsonElement Header, JsonElement Payload)
{
    public static DecodedToken Of(ReceivedToken token)
    {
        var parts = token.Token.Split('.');
        return new(token.Kind, token.ReceivedAt, IssuedToken.Decode(parts[0]), IssuedToken.Decode(parts[1]));
    }

    public override string ToString() => $"a token of the kind '{Kind}' at {ReceivedAt:HH:mm:ss.fff}: {Payload.GetRawText()}";
}
