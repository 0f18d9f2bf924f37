using ServiceDefaults;
using TokenApi;
using TokenApi.Client;
using TokenApi.Http;
using TokenApi.Redis;
using TokenApi.Session;
using TokenApi.Settings;
using TokenApi.Tokens;
using TokenApi.Voice;

var builder = WebApplication.CreateBuilder(args);
builder.AddTokenApi();

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
app.UseNoStore("/voice");
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
