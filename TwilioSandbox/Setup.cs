using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using OpenTelemetry.Instrumentation.AspNetCore;
using ServiceDefaults;
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
    /// <summary>What to tell the person who started this with settings that cannot work; null when they can.</summary>
    public static string? ExplainFaults(IServiceProvider services) => services.FaultsOf<SandboxOptions>() is not { } faults
        ? ListenAddresses.Explain(services.GetRequiredService<IConfiguration>())
        : $"""
            TwilioSandbox cannot start with these settings:
              {string.Join("\n  ", faults)}

            It is part of the application, which gives it the sandbox account. Start with:
              dotnet run --project AppHost
            For an application of your own: docs/sandbox.md, "In your own application".
            """;

    public static void AddSandbox(this IServiceCollection services)
    {
        services.AddOptions<SandboxOptions>().BindConfiguration(SandboxOptions.Section);
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
        services.AddSingleton<Timeline>();
        services.AddSingleton<SignalingFaults>();
        services.AddTransient<VoiceFaults>();
        services.AddSingleton<Switchboard>();
        services.AddSingleton<SignalHandler>();
        services.AddSingleton<Webhook>();
        services.AddSingleton<VoiceWebhook>();
        services.AddSingleton<StatusCallbacks>();

        // A webhook is asked once: a repeated post could start a second call.
#pragma warning disable EXTEXP0001 // The only way to take the default resilience handler off one client.
        services.AddHttpClient(nameof(Webhook)).RemoveAllResilienceHandlers().AddHttpMessageHandler<VoiceFaults>()
            // Redirects are followed where each can be signed. Cookies would mix the calls.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
#pragma warning restore EXTEXP0001

        services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            if (context.ProblemDetails.Status == StatusCodes.Status404NotFound)
            {
                context.ProblemDetails.Detail ??= "There is nothing at this address. The sandbox has its page at / and what docs/sandbox.md lists under HTTP, but not Twilio's REST API.";
            }
        });
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        });
    }
}
