using ServiceDefaults;
using TokenApi.Account;
using TokenApi.Client;
using TokenApi.Logging;
using TokenApi.OpenApi;
using TokenApi.Security;
using TokenApi.Session;
using TokenApi.SharedState;
using TokenApi.Tokens;
using TokenApi.Voice;

var builder = WebApplication.CreateBuilder(args);
builder.AddSecretFiles();
builder.AddServiceDefaults();
builder.AddEscapedLogging();
builder.AddTwilioAccount();
builder.AddTrustedProxies();
builder.AddRequestLimits();
builder.AddSecurityHeaders();
builder.AddErrors();
builder.AddSharedState();
builder.AddSignIn();
builder.AddRateLimits();
builder.AddTokens();
builder.AddVoice();
builder.AddApiDocument();

var app = builder.Build();

if (app.HasConfigurationErrors(TwilioAccountExtensions.Remedy))
{
    return 1;
}

app.UseTrustedProxies();
app.UseSecurityHeaders();
app.UseHsts();
app.UsePageFiles();
app.UseTokenRefusals();
app.UseErrors();
app.UseAllowedHosts();
app.UseVoiceRateLimit();
app.UseSignIn();

app.MapDefaultEndpoints();
app.MapApiDocument();
app.MapErrorCatalog();
app.MapSession();
app.MapTokens();
app.MapVoice();
app.MapClient();

app.Run();
return 0;
