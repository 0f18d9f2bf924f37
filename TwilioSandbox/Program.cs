using ServiceDefaults;
using TwilioSandbox;
using TwilioSandbox.Events;
using TwilioSandbox.Signaling;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.Services.AddSandbox();

var app = builder.Build();
app.UseExceptionHandler();
app.UseStatusCodePages();
app.UseWebSockets();

app.MapDefaultEndpoints();
app.MapSignaling();
app.MapJournal();

app.Run();
