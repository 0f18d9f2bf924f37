using ServiceDefaults;
using TwilioSandbox;
using TwilioSandbox.Access;
using TwilioSandbox.Account;
using TwilioSandbox.Calls;
using TwilioSandbox.CommandLine;
using TwilioSandbox.Faults;
using TwilioSandbox.Page;
using TwilioSandbox.Sdk;
using TwilioSandbox.Tokens;
using TwilioSandbox.Views;

if (SandboxCommand.IsNamedBy(args))
{
    return SandboxCommand.Run(args);
}

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.Services.AddSandbox();

var app = builder.Build();
if (app.HasConfigurationErrors(SandboxExtensions.Remedy))
{
    return 1;
}

app.UsePageSecurityHeaders();
app.UseExceptionHandler();
app.UseStatusCodePages();
app.UseOwnPagesOnly();
app.UsePage();
app.UseCors();
app.UseWebSockets();

app.MapDefaultEndpoints();
app.MapSignaling();
app.MapSdk();
app.MapJournal();
app.MapCalls();
app.MapUserDefinedMessages();
app.MapFaults();
app.MapExplain();
app.MapTokens();
app.MapSign();
app.MapPageLinks();

app.Run();
return 0;
