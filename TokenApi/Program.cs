using System.Text.Json.Serialization;
using ServiceDefaults;
using TokenApi.Client;
using TokenApi.Http;
using TokenApi.Limits;
using TokenApi.Session;
using TokenApi.Settings;
using TokenApi.Tokens;
using TokenApi.Voice;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.Services.AddTwilioSettings();
builder.Services.AddSingleton(TimeProvider.System);
builder.AddSignIn();
builder.Services.AddRateLimits();
builder.Services.AddOpenApi();
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);

var app = builder.Build();

if (SettingsFaults.Explain(app.Services) is { } faults)
{
    Console.Error.WriteLine(faults);
    return 1;
}

app.UseSecurityHeaders();
app.UseNoStore("/api");
app.UseProblemDetails();
app.UseSameOrigin();
app.UseAuthentication();
app.UseRateLimiter();
app.UseAuthorization();

app.MapDefaultEndpoints();
app.MapOpenApi();
app.MapSession();
app.MapTokens();
app.MapVoice();
app.MapClient();

app.Run();
return 0;
