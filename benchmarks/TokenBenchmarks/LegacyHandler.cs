using System.IdentityModel.Tokens.Jwt;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace TokenBenchmarks;

/// <summary>
/// The same claims through <see cref="JwtSecurityTokenHandler"/>, as most code for ASP.NET Core makes its tokens; credentials are kept, and the scope is not
/// even encoded. Its access token is not one that Twilio accepts: this handler drops the header <c>cty</c>.
/// </summary>
internal sealed class LegacyHandler(TimeProvider time)
{
    private readonly JwtSecurityTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    private readonly SigningCredentials _signing =
        new(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Sample.Secret)), SecurityAlgorithms.HmacSha256);

    public string Capability() => Create(new()
    {
        Claims = new Dictionary<string, object>
        {
            ["scope"] = $"scope:client:incoming?clientName={Sample.Name} scope:client:outgoing?appSid={Sample.ApplicationSid}&clientName={Sample.Name}",
        },
        Issuer = Sample.AccountSid,
        Expires = time.GetUtcNow().UtcDateTime.AddSeconds(Sample.Ttl),
        SigningCredentials = _signing,
    });

    public string AccessToken()
    {
        var now = time.GetUtcNow();
        return Create(new()
        {
            Claims = new Dictionary<string, object>
            {
                ["jti"] = $"{Sample.ApiKeySid}-{now.ToUnixTimeSeconds()}-{RandomNumberGenerator.GetHexString(16, lowercase: true)}",
                ["sub"] = Sample.AccountSid,
                ["grants"] = new Dictionary<string, object>
                {
                    ["identity"] = Sample.Name,
                    ["voice"] = new Dictionary<string, object>
                    {
                        ["incoming"] = new Dictionary<string, object> { ["allow"] = true },
                        ["outgoing"] = new Dictionary<string, object> { ["application_sid"] = Sample.ApplicationSid },
                    },
                },
            },
            Issuer = Sample.ApiKeySid,
            IssuedAt = now.UtcDateTime,
            Expires = now.UtcDateTime.AddSeconds(Sample.Ttl),
            SigningCredentials = _signing,
        });
    }

    private string Create(SecurityTokenDescriptor descriptor) => _handler.WriteToken(_handler.CreateToken(descriptor));
}
