using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Caching.Distributed;

namespace TokenApi.Session;

/// <summary>
/// Keeps the sessions on the server, so that they end when they are removed: at sign-out, or when an administrator revokes them. The cookie
/// contains only the key: <c>session:alice:3f…</c>.
/// </summary>
internal sealed class SessionStore(IDistributedCache cache, TimeProvider time) : ITicketStore
{
    // The revocation after which the session began.
    private const string Revocation = nameof(Revocation);

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var name = ticket.Principal.Identity!.Name!;
        ticket.Properties.SetString(Revocation, await cache.GetStringAsync(RevocationKey(name)));
        var key = $"session:{name}:{RandomNumberGenerator.GetHexString(32, lowercase: true)}";
        await SaveAsync(key, ticket);
        return key;
    }

    public async Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        // Another request may have removed it.
        if (await cache.GetAsync(key) is not null)
        {
            await SaveAsync(key, ticket);
        }
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        // session:alice:3f…
        var (stored, revoked) = (cache.GetAsync(key), cache.GetStringAsync(RevocationKey(key.Split(':')[1])));
        await Task.WhenAll(stored, revoked);
        if (await stored is not { } bytes || TicketSerializer.Default.Deserialize(bytes) is not { } ticket)
        {
            return null;
        }

        return await revoked is null || await revoked == ticket.Properties.GetString(Revocation) ? ticket : null;
    }

    public Task RemoveAsync(string key) => cache.RemoveAsync(key);

    /// <summary>Ends all sessions of a user. No clocks are compared, because those of two instances may differ.</summary>
    public Task RevokeAsync(string clientName) => cache.SetStringAsync(RevocationKey(clientName), RandomNumberGenerator.GetHexString(32), new DistributedCacheEntryOptions
    {
        // No session lives longer, even if it began with another setting.
        AbsoluteExpirationRelativeToNow = SessionLifetimeOptions.Longest,
    });

    private static string RevocationKey(string clientName) => $"revoked:{clientName}";

    private Task SaveAsync(string key, AuthenticationTicket ticket) => cache.SetAsync(key, TicketSerializer.Default.Serialize(ticket), new()
    {
        AbsoluteExpirationRelativeToNow = ticket.Properties.ExpiresUtc - time.GetUtcNow(),
    });
}
