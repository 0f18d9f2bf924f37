using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using TokenApi.Session;
using TwilioTokens;

namespace TokenApi.Client;

/// <summary>What the page must know before anybody is signed in. Nothing here is secret.</summary>
internal static class ClientEndpoints
{
    public static void MapClient(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/client", Describe).WithTags("Client");
    }

    private static Ok<ClientAnswer> Describe(HttpRequest request, IOptionsMonitor<TwilioOptions> twilio, DemoSignIn demoSignIn)
    {
        var account = twilio.CurrentValue;
        var sandbox = account.SandboxHost is { } host ? new SandboxAnswer(host) : null;
        string[] sdks = account.HasApiKey ? ["twilio-client", "@twilio/voice-sdk"] : ["twilio-client"];
        return TypedResults.Ok(new ClientAnswer("Capability.Aspire", sdks, sandbox, demoSignIn.IsFor(request)));
    }
}

/// <summary>How to set up the page.</summary>
/// <param name="ApplicationName">The name to show.</param>
/// <param name="Sdks">The npm packages that this service has tokens for.</param>
/// <param name="Sandbox">Where the signalling is when it is the sandbox; null with Twilio.</param>
/// <param name="DemoSignIn">Can one sign in by saying a name?</param>
internal sealed record ClientAnswer(string ApplicationName, string[] Sdks, SandboxAnswer? Sandbox, bool DemoSignIn);

/// <summary>The sandbox.</summary>
/// <param name="Host">Host and port, such as <c>localhost:5102</c>.</param>
internal sealed record SandboxAnswer(string Host);
