using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace TokenApi.SharedState;

/// <summary>
/// The keys of the session cookies. An instance that has read them once keeps them. One that never has cannot read any session, so it must not
/// answer that nobody is signed in.
/// </summary>
internal sealed class SessionKeys(IDataProtectionProvider protection)
{
    private volatile bool _read;

    public bool AreRead()
    {
        try
        {
            _read = _read || protection.CreateProtector(nameof(SessionKeys)).Protect([]).Length > 0;
        }
        catch (CryptographicException)
        {
            // Data protection has logged the reason.
        }

        return _read;
    }
}

/// <summary>Refuses requests until the session keys have been read.</summary>
internal static class SessionKeysExtensions
{
    public static void UseSessionKeys(this WebApplication app)
    {
        var keys = app.Services.GetRequiredService<SessionKeys>();
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api") && !keys.AreRead(), refused => refused.Run(context =>
        {
            context.Response.Headers.RetryAfter = "5";
            return ErrorCatalog.NotReady.ToResult().ExecuteAsync(context);
        }));
    }
}
