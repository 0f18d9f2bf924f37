// A voice application, written for Twilio. Nothing here refers to the sandbox.
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.FileProviders;
using Twilio.Jwt.AccessToken;
using Twilio.Security;
using Twilio.TwiML;
using Twilio.TwiML.Voice;

var app = WebApplication.CreateBuilder(args).Build();
string Setting(string name) => app.Configuration[name] ?? throw new InvalidOperationException($"Set {name}.");

var page = Path.GetFullPath("../../page", app.Environment.ContentRootPath);
app.UseFileServer(new FileServerOptions { FileProvider = new PhysicalFileProvider(page) });
app.UseStaticFiles(new StaticFileOptions { RequestPath = "/sdk", FileProvider = new PhysicalFileProvider($"{page}/node_modules/@twilio/voice-sdk/dist") });

app.MapGet("/token", (HttpResponse response) =>
{
    var identity = $"guest_{RandomNumberGenerator.GetInt32(1_000_000)}"; // A real application takes it from the user's session.
    var grant = new VoiceGrant { IncomingAllow = true, OutgoingApplicationSid = Setting("TWILIO_TWIML_APP_SID") };
    var token = new Token(
        Setting("TWILIO_ACCOUNT_SID"), Setting("TWILIO_API_KEY"), Setting("TWILIO_API_SECRET"), identity, DateTime.UtcNow.AddHours(1), grants: [grant]);
    response.Headers.CacheControl = "no-store";
    return new { identity, token = token.ToJwt() };
});

app.MapPost("/voice", async (HttpRequest request) =>
{
    var form = (await request.ReadFormAsync()).ToDictionary(field => field.Key, field => field.Value.ToString());
    var signature = request.Headers["X-Twilio-Signature"].ToString();
    if (!new RequestValidator(Setting("TWILIO_AUTH_TOKEN")).Validate(request.GetDisplayUrl(), form, signature))
    {
        return Results.StatusCode(StatusCodes.Status403Forbidden);
    }

    var twiml = new VoiceResponse().Append(new Dial(answerOnBridge: true).Client(form["To"]));
    return Results.Text(twiml.ToString(), "text/xml");
});

app.Run();
