using System.Text.Json.Serialization;
using ServiceDefaults;
using TokenApi.Http;
using TokenApi.Limits;
using TokenApi.Redis;
using TokenApi.Session;
using TokenApi.Settings;
using TokenApi.Tokens;

namespace TokenApi;

internal static class Setup
{
    public static void AddTokenApi(this WebApplicationBuilder builder)
    {
        builder.Configuration.AddSecretFiles();
        builder.AddServiceDefaults();
        builder.Services.AddTwilioSettings();
        builder.Services.AddTrustedProxies();
        builder.Services.AddGracefulStop();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddSignIn();
        builder.AddSharedState();
        builder.Services.AddRateLimits();
        builder.Services.AddSingleton<TokenAudit>();
        builder.Services.AddApiDocument();
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
    }
}
