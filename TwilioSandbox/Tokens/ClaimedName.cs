namespace TwilioSandbox.Tokens;

/// <summary>The client that a token names, before anybody has verified it.</summary>
internal static class ClaimedName
{
    public static string? Of(string? token)
    {
        if (token is null || !Jwt.TryParse(token, out var jwt, out _))
        {
            return null;
        }

        var name = Json.Object(jwt.Payload, "grants") is { } grants ? Json.Text(grants, "identity")
            : (Json.Text(jwt.Payload, "scope") ?? "").Split(' ').Select(scope => CapabilityScope.Parse(scope)?.Params.GetValueOrDefault("clientName")).FirstOrDefault(name => name is not null);
        return name is not null && ClientName.IsValid(name) ? name : null;
    }
}
