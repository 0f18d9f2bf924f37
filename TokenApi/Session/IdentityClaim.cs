using System.Security.Claims;
using TokenApi.Tokens;

namespace TokenApi.Session;

/// <summary>Finds the client name of whom an identity provider vouches for.</summary>
internal static class IdentityClaim
{
    /// <summary>A principal that knows the client name and nothing else, or why there is none.</summary>
    public static (ClaimsPrincipal? Caller, string? Fault) Read(ClaimsPrincipal? vouchedFor, string nameClaim)
    {
        var values = vouchedFor?.FindAll(nameClaim).Select(claim => claim.Value).Distinct().ToList() ?? [];
        if (values is not [{ Length: > 0 } identity])
        {
            return (null, $"The identity provider has to send one claim {nameClaim}, but it sent {values.Count(value => value.Length > 0)}. The claim and the scopes that it comes with are settings of this service.");
        }

        // Whoever may write any address into a profile could otherwise be anybody.
        if (nameClaim == "email" && !IsVerified(vouchedFor!))
        {
            return (null, "The identity provider does not say that it has verified the e-mail address (email_verified). Verify it there, then sign in again; where a provider never says so, another claim has to be the name.");
        }

        var name = ClientNameEncoding.Encode(identity);
        return ClientName.IsValid(name)
            ? (SessionCookie.Principal(name), null)
            : (null, $"The claim {nameClaim} is too long for a client name: Twilio takes 121 characters, and encoded it has {name.Length}.");
    }

    private static bool IsVerified(ClaimsPrincipal vouchedFor) =>
        vouchedFor.FindAll("email_verified").ToList() is { Count: > 0 } verified
        && verified.TrueForAll(claim => string.Equals(claim.Value, "true", StringComparison.OrdinalIgnoreCase));
}
