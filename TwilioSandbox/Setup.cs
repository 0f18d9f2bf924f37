using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using OpenTelemetry.Instrumentation.AspNetCore;
using TwilioSandbox.Access;
using TwilioSandbox.Calls;
using TwilioSandbox.Events;
using TwilioSandbox.Faults;
using TwilioSandbox.Sdk;
using TwilioSandbox.Signaling;
using TwilioSandbox.Tokens;
using TwilioSandbox.Voice;

namespace TwilioSandbox;

internal static class Setup
{
    // Four times the longest token: larger bodies are sent by mistake.
    private const int MaxBodyBytes = 4 * Jwt.MaxLength;

    public const string Remedy = """
        AppHost configures the sandbox as part of the application. Start it with:
          dotnet run --project AppHost
        To use it with your own application, see "In your own application" in docs/sandbox.md.
        """;

    public static void AddSandbox(this IServiceCollection services)
    {
        services.AddOptions<SandboxOptions>().BindConfiguration(SandboxOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SandboxOptions>, SandboxOptionsValidator>();
        services.AddSingleton(TimeProvider.System);
        // Programs and the sandbox's page poll these. Their spans would hide what people did.
        services.Configure<AspNetCoreTraceInstrumentationOptions>(options =>
        {
            var filter = options.Filter;
            options.Filter = context => filter?.Invoke(context) != false && !(HttpMethods.IsGet(context.Request.Method) && context.Request.Path.StartsWithSegments("/sandbox"));
        });
        services.AddSingleton<TrustedOrigins>();
        services.AddSdk();
        services.AddSingleton<Journal>();
        services.AddSingleton<CallLog>();
        services.AddSingleton<FaultInjector>();
        services.AddSingleton<JudgeClock>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<TokenJudge>(provider, provider.GetRequiredService<JudgeClock>()));
        services.AddSingleton<Connections>();
        services.AddSingleton<SignalingFaults>();
        services.AddTransient<VoiceFaults>();
        services.AddSingleton<Switchboard>();
        services.AddSingleton<Clients>();
        services.AddSingleton<Reconnection>();
        services.AddSingleton<CallRequests>();
        services.AddSingleton<CallCommands>();
        services.AddSingleton<CallScripts>();
        services.AddSingleton<Dialer>();
        services.AddSingleton<SandboxReset>();
        services.AddSingleton<SignalHandler>();
        services.AddSingleton<Webhook>();
        services.AddSingleton<VoiceWebhook>();
        services.AddSingleton<StatusCallbacks>();

        // A webhook is asked once: a repeated post could start a second call.
#pragma warning disable EXTEXP0001 // The only way to take the default resilience handler off one client.
        services.AddHttpClient(nameof(Webhook)).RemoveAllResilienceHandlers().AddHttpMessageHandler<VoiceFaults>()
            // Webhook follows redirects, to sign each request, and keeps the cookies of each call apart.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                Credentials = new UrlCredentials(),
                Proxy = new ProxyExceptLoopback(),
            });
#pragma warning restore EXTEXP0001

        services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            if (context.ProblemDetails is HttpValidationProblemDetails invalid)
            {
                invalid.Errors = invalid.Errors.ToDictionary(error => JsonNamingPolicy.CamelCase.ConvertName(error.Key), error => error.Value);
            }

            if (context.ProblemDetails.Status == StatusCodes.Status404NotFound)
            {
                context.ProblemDetails.Detail ??= "Not found. The sandbox has its page at / and the endpoints of docs/sandbox.md. It does not have Twilio's REST API.";
            }
        });
        services.AddExceptionHandler<BadRequestHandler>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.Configure<KestrelServerOptions>(options => options.Limits.MaxRequestBodySize = MaxBodyBytes);
        services.AddValidation();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.AllowDuplicateProperties = false;
        });
    }
}
