using System.Reflection;
using Microsoft.AspNetCore.Cors.Infrastructure;
using TwilioSandbox.Access;
using TwilioSandbox.Events;

namespace TwilioSandbox.Sdk;

/// <summary>
/// Lets an unmodified application use the sandbox: <c>/sandbox.js</c> sends what the Voice SDK opens at <c>https://{host}/{path}</c> to <c>/twilio/{host}/{path}</c>.
/// Signaling has its own endpoint; here are the SDK's sounds and Insights.
/// </summary>
internal static class SdkEndpoints
{
    private const string Policy = "sdk";

    private static readonly string s_script = new StreamReader(Open("sandbox.js")).ReadToEnd();

    public static void AddSdk(this IServiceCollection services)
    {
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<TrustedOrigins>((cors, trusted) => cors.AddPolicy(Policy, policy => policy
            .SetIsOriginAllowed(trusted.IsPage).WithMethods("GET", "POST").WithHeaders("Content-Type", "X-Twilio-Token")));
    }

    public static void MapSdk(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sandbox.js", (HttpRequest request) =>
            TypedResults.Text(s_script.Replace("{{sandbox}}", $"{request.Scheme}://{request.Host}", StringComparison.Ordinal), "text/javascript"));

        var twilio = app.MapGroup("/twilio/{host}").RequireCors(Policy).AddEndpointFilter(RefuseOtherSitesAsync);
        twilio.MapGet("/js/client/sounds/{**sound}", (HttpResponse response) =>
        {
            response.Headers.CacheControl = "max-age=86400";
            // The SDK loads the same formats that browsers can decode. One tone replaces all of Twilio's sounds.
            return TypedResults.Stream(Open("tone.wav"), "audio/wav");
        });
        twilio.MapPost("/v4/{endpoint}", (InsightsEvent insights, Journal journal) => journal.Add(insights.ToSandboxEvent()));
    }

    // CORS keeps other sites from reading an answer, but not from sending a simple request.
    private static ValueTask<object?> RefuseOtherSitesAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        !context.HttpContext.RequestServices.GetRequiredService<TrustedOrigins>().Allows(context.HttpContext.Request.Headers.Origin)
            ? ValueTask.FromResult<object?>(TypedResults.Problem(
                title: "Origin not allowed",
                detail: "Only pages of this machine, such as http://localhost:5100, and of the origins in Sandbox:AllowedOrigins may use the sandbox.",
                statusCode: StatusCodes.Status403Forbidden))
            : next(context);

    private static Stream Open(string name) => Assembly.GetExecutingAssembly().GetManifestResourceStream($"TwilioSandbox.Sdk.{name}")!;
}
