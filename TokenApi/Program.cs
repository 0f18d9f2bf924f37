using System.Text.Json.Serialization;
using ServiceDefaults;
using TokenApi.Client;
using TokenApi.CommandLine;
using TokenApi.Http;
using TokenApi.Limits;
using TokenApi.Redis;
using TokenApi.Session;
using TokenApi.Settings;
using TokenApi.Tokens;
using TokenApi.Voice;

if (args is [TokenCommand.Name, ..])
{
    return TokenCommand.Run(args);
}

var builder = WebApplication.CreateBuilder(args);

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

var app = builder.Build();

if (SettingsFaults.Explain(app.Services) is { } faults)
{
    Console.Error.WriteLine(faults);
    return 1;
}

app.UseForwardedHeaders();
app.UseSecurityHeaders();
app.UsePageFiles();
app.UseNoStore("/api");
app.UseTokenRefusals();
app.UseProblemDetails();
app.UseSameOrigin();
app.UseSessionKeys();
app.UseAuthentication();
app.UseRateLimiter();
app.UseAuthorization();

app.MapDefaultEndpoints();
app.MapApiDocument();
app.MapSession();
app.MapTokens();
app.MapVoice();
app.MapClient();
app.MapErrorPage();

app.Run();
return 0;
