using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using OpenTelemetry.Instrumentation.AspNetCore;
using TwilioSandbox.Access;
using TwilioSandbox.Calls;
using TwilioSandbox.Conferencing;
using TwilioSandbox.Events;
using TwilioSandbox.Faults;
using TwilioSandbox.Media.Endpoint;
using TwilioSandbox.Media.Sounds;
using TwilioSandbox.Rest;
using TwilioSandbox.Sdk;
using TwilioSandbox.Signaling;
using TwilioSandbox.Telephony;
using TwilioSandbox.Tokens;
using TwilioSandbox.Voice;

namespace TwilioSandbox;

internal static class SandboxExtensions
{
    public const string Remedy = """
        To start the sandbox with its built-in account, use the command 'run':
          twilio-sandbox run
        In an Aspire application, AddTwilio("twilio").RunAsSandbox() configures it.
        """;

    // Four times the longest token. Larger bodies are sent by mistake.
    private const int MaxBodyBytes = 4 * Jwt.MaxLength;

    public static void AddSandbox(this IServiceCollection services)
    {
        services.AddOptions<SandboxOptions>().BindConfiguration(SandboxOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SandboxOptions>, SandboxOptionsValidator>();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<TrustedOrigins>();
        services.AddSdk();
        services.AddSingleton<Journal>();
        services.AddSingleton<FaultInjector>();
        services.AddSingleton<SignalingFaults>();
        services.AddSingleton<JudgeClock>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<TokenJudge>(provider, provider.GetRequiredService<JudgeClock>()));
        services.AddSingleton<Connections>();
        services.AddCalls();
        services.AddRest();
        services.AddWebhooks();
        services.AddHttpApi();
    }

    private static void AddCalls(this IServiceCollection services)
    {
        services.AddSingleton<Switchboard>();
        services.AddSingleton<Clients>();
        services.AddSingleton<Reconnection>();
        services.AddSingleton<CallLog>();
        services.AddSingleton<CallRequests>();
        services.AddSingleton<CallCommands>();
        services.AddSingleton<CallScripts>();
        services.AddSingleton<OutgoingCalls>();
        services.AddSingleton<Telephone>();
        services.AddSingleton<TelephoneCalls>();
        services.AddSingleton<Dialer>();
        services.AddSingleton<Conferences>();
        services.AddSingleton<MediaClock>();
        services.AddSingleton<Speech>();
        services.AddSingleton<CallVoice>();
        services.AddSingleton<Gatherer>();
        services.AddSingleton<Recordings>();
        services.AddSingleton<CallRecorder>();
        services.AddSingleton<CallVerbs>();
        services.AddSingleton<SandboxReset>();
        services.AddSingleton<SignalHandler>();
    }

    private static void AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<Webhook>();
        services.AddSingleton<VoiceWebhook>();
        services.AddSingleton<StatusCallbacks>();
        services.AddTransient<VoiceFaults>();
        // A webhook is not retried: a repeated POST could start a second call.
#pragma warning disable EXTEXP0001 // The only way to remove the default resilience handler from one client.
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
    }

    private static void AddHttpApi(this IServiceCollection services)
    {
        services.AddValidation();
        services.AddExceptionHandler<BadRequestHandler>();
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context => Customize(context.ProblemDetails));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.Configure<KestrelServerOptions>(options => options.Limits.MaxRequestBodySize = MaxBodyBytes);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.AllowDuplicateProperties = false;
        });
        // Polling, and the SDK's sounds and Insights events, would hide the spans of calls.
        services.Configure<AspNetCoreTraceInstrumentationOptions>(options =>
        {
            var filter = options.Filter;
            options.Filter = context => filter?.Invoke(context) != false && !OwnPagesOnlyExtensions.IsForSdk(context.Request.Path)
                && !((HttpMethods.IsGet(context.Request.Method) || context.Request.Path == "/sandbox/explain" || context.Request.Path == "/sandbox/sign") && context.Request.Path.StartsWithSegments("/sandbox"));
        });
    }

    private static void Customize(ProblemDetails problem)
    {
        if (problem is HttpValidationProblemDetails invalid)
        {
            invalid.Errors = invalid.Errors.ToDictionary(error => JsonNamingPolicy.CamelCase.ConvertName(error.Key), error => error.Value);
        }

        problem.Detail ??= problem.Status switch
        {
            StatusCodes.Status404NotFound => "Not found. The sandbox has its page at /, its own API at /sandbox, and the voice part of Twilio's REST API at /2010-04-01/Accounts/{AccountSid}.",
            StatusCodes.Status415UnsupportedMediaType => "Send JSON, with Content-Type: application/json.",
            _ => null,
        };
    }
}
