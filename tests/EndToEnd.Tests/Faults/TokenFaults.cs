using System.Text.Json.Nodes;
using EndToEnd.Harness;

namespace EndToEnd.Tests.Faults;

/// <summary>Defects of tokens from configuration errors or a wrong clock. Tests of the matrix cover expired tokens, wrong scopes and wrong signatures.</summary>
internal static class TokenFaults
{
    private static readonly TimeSpan s_tenMinutes = TimeSpan.FromMinutes(10);

    public static IEnumerable<Fault> All =>
    [
        Registering("claims of the other kind of token", "The token is not valid.", "token panel", Forge.WithClaimsOfTheOtherKind),
        Registering("clock of TokenApi 10 minutes behind", "The token has expired.", "Register or call again", token =>
            Forge.Change(token, claims => claims["exp"] = Seconds(TimeSpan.FromMinutes(5) - s_tenMinutes))),
        Registering("clock of TokenApi 10 minutes ahead", "The token is not valid.", "token panel", token =>
            Forge.Change(token, claims => claims["nbf"] = Seconds(s_tenMinutes))),
        Registering("a life of more than a day", "The token’s lifetime is too long.", "24 hours", token => Forge.Change(token, claims => claims["exp"] = Seconds(TimeSpan.FromDays(2)))),
        Registering("another account", "Twilio does not know the account", "Check TokenApi’s Twilio settings", token =>
            Forge.Change(token, claims => claims[claims.ContainsKey("sub") ? "sub" : "iss"] = "AC00000000000000000000000000f00000")),
        Calling("another application", "The application SID in the token is not valid.", "Check the application SID in TokenApi’s settings", token => Forge.Change(token, claims =>
            Replace(claims, "AP00000000000000000000000000facade", "AP00000000000000000000000000f00000"))),
    ];

    private static Fault Registering(string name, string cause, string remedy, Func<string, string> forge) =>
        new(name, cause, remedy, test => test.RegisterWithAsync(cause, alice => alice.Tokens.ChangeAsync(Answer(forge))));

    private static Fault Calling(string name, string cause, string remedy, Func<string, string> forge) =>
        new(name, cause, remedy, test => test.CallWithAsync(cause, alice => alice.Tokens.ChangeAsync(Answer(forge))));

    private static Action<JsonNode> Answer(Func<string, string> forge) => answer => answer["token"] = forge((string)answer["token"]!);

    private static long Seconds(TimeSpan ahead) => (TimeProvider.System.GetUtcNow() + ahead).ToUnixTimeSeconds();

    private static void Replace(JsonObject claims, string text, string other)
    {
        foreach (var (name, value) in claims.ToArray())
        {
            claims[name] = JsonNode.Parse(value!.ToJsonString().Replace(text, other, StringComparison.Ordinal));
        }
    }
}
