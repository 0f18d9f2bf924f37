using System.Security.Claims;
using TokenApi.Tokens;

namespace TokenApi.Session;

/// <summary>Makes a client name of the identity that an identity provider sends.</summary>
internal static class IdentityClaim
{
    /// <summary>A principal with the client name, or the defect of the identity.</summary>
    public static (ClaimsPrincipal? User, string? Defect) Read(ClaimsPrincipal? sent, string nameClaim)
    {
        var values = sent?.FindAll(nameClaim).Select(claim => claim.Value).Distinct().ToList() ?? [];
        if (values is not [{ Length: > 0 } identity])
        {
            return (null, $"The identity provider must send one claim {nameClaim}, but it sent {values.Count(value => value.Length > 0)}. Check NameClaim and Scope in the configuration of this service.");
        }

        // Users can often write any e-mail address into their profile.
        if (nameClaim == "email" && !sent!.HasClaim(claim => claim.Type == "email_verified" && claim.Value.Equals("true", StringComparison.OrdinalIgnoreCase)))
        {
            return (null, "The identity provider has not verified the e-mail address (email_verified). Verify it there and sign in again, or configure another NameClaim.");
        }

        var name = ClientNameEncoding.Encode(identity);
        return ClientName.IsValid(name)
            ? (SessionCookieExtensions.Principal(name), null)
            : (null, $"The claim {nameClaim} is too long for a client name: Twilio accepts 121 characters, and its encoded form has {name.Length}.");
    }
}
