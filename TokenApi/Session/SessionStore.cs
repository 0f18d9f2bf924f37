using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Caching.Distributed;

namespace TokenApi.Session;

/// <summary>
/// Keeps the sessions on the server, so that they end when they are removed: at sign-out, or by an operator. The cookie contains only the key:
/// <c>session:alice:3f…</c>, with the client name, so that an operator finds all sessions of one user.
/// </summary>
internal sealed class SessionStore(IDistributedCache cache, TimeProvider time) : ITicketStore
{
    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = $"session:{ticket.Principal.Identity!.Name}:{RandomNumberGenerator.GetHexString(32, lowercase: true)}";
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

    public async Task<AuthenticationTicket?> RetrieveAsync(string key) =>
        await cache.GetAsync(key) is { } ticket ? TicketSerializer.Default.Deserialize(ticket) : null;

    public Task RemoveAsync(string key) => cache.RemoveAsync(key);

    private Task SaveAsync(string key, AuthenticationTicket ticket) => cache.SetAsync(key, TicketSerializer.Default.Serialize(ticket), new()
    {
        AbsoluteExpirationRelativeToNow = ticket.Properties.ExpiresUtc - time.GetUtcNow(),
    });
}
