using System.Text.Json.Serialization;
using ServiceDefaults;
using TokenApi.Client;
using TokenApi.CommandLine;
using TokenApi.Http;
using TokenApi.Session;
using TokenApi.Settings;
using TokenApi.Tokens;
using TokenApi.Voice;

if (args is [TokenCommand.Name, ..])
{
    return TokenCommand.Run(args);
}

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.Services.AddTwilioSettings();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSessionCookie();
builder.Services.AddSingleton<DemoSignIn>();
builder.Services.AddOpenApi();
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);

var app = builder.Build();

if (TwilioSettings.ExplainFaults(app.Services) is { } faults)
{
    Console.Error.WriteLine(faults);
    return 1;
}

app.UseNoStore("/api");
app.UseProblemDetails();
app.UseAuthentication();
app.UseAuthorization();

app.MapDefaultEndpoints();
app.MapOpenApi();
app.MapSession();
app.MapTokens();
app.MapVoice();
app.MapClient();

app.Run();
return 0;
