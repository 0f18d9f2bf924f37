using NetEscapades.AspNetCore.SecurityHeaders.Infrastructure;

namespace TokenApi.Security;

/// <summary>Restricts how browsers use a response. Only the page and Scalar may load anything.</summary>
internal static class SecurityHeadersExtensions
{
    private const string ApiPolicy = "api";
    private const string PagePolicy = "page";
    private const string ScalarPolicy = "scalar";

    public static void AddSecurityHeaders(this WebApplicationBuilder builder) => builder.Services.AddSecurityHeaderPolicies((policies, services) => policies
        .SetDefaultPolicy(headers => headers.AddCommonHeaders().AddContentSecurityPolicy(DataOnly))
        .AddPolicy(ApiPolicy, headers => headers.AddCommonHeaders().AddContentSecurityPolicy(DataOnly).AddCustomHeader("Cache-Control", "no-store"))
        .AddPolicy(PagePolicy, headers => headers.AddCommonHeaders()
            .AddContentSecurityPolicy(csp => Page(csp, services.GetRequiredService<IOptionsMonitor<TwilioOptions>>().CurrentValue))
            .AddCustomHeader("Permissions-Policy", "microphone=(self)"))
        .AddPolicy(ScalarPolicy, headers => headers.AddCommonHeaders().AddContentSecurityPolicy(Scalar))
        .SetPolicySelector(Select));

    private static IReadOnlyHeaderPolicyCollection Select(PolicySelectorContext context)
    {
        var (path, response) = (context.HttpContext.Request.Path, context.HttpContext.Response);
        var isPage = response.StatusCode < StatusCodes.Status400BadRequest && response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true;
        return path.StartsWithSegments("/api") || path.StartsWithSegments("/voice") ? context.ConfiguredPolicies[ApiPolicy]
            : path.StartsWithSegments("/scalar") ? context.ConfiguredPolicies[ScalarPolicy]
            : isPage ? context.ConfiguredPolicies[PagePolicy]
            : context.DefaultPolicy;
    }

    private static HeaderPolicyCollection AddCommonHeaders(this HeaderPolicyCollection headers) => headers
        .AddContentTypeOptionsNoSniff()
        .AddReferrerPolicyNoReferrer()
        .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
        .AddCrossOriginResourcePolicy(policy => policy.SameOrigin())
        // For browsers without frame-ancestors.
        .AddFrameOptionsDeny();

    private static void DataOnly(CspBuilder csp)
    {
        csp.AddDefaultSrc().None();
        csp.AddFrameAncestors().None();
    }

    // WebClient/vite.config.js has the same policy for development. The SDK connects to Twilio, or through the sandbox's script to the sandbox.
    private static void Page(CspBuilder csp, TwilioOptions twilio)
    {
        csp.AddDefaultSrc().None();
        var scripts = csp.AddScriptSrc().Self();
        csp.AddStyleSrc().Self();
        csp.AddImgSrc().Self();
        csp.AddMediaSrc().Self();
        var connections = csp.AddConnectSrc().Self();
        csp.AddBaseUri().None();
        csp.AddFormAction().Self();
        csp.AddFrameAncestors().None();
        if (twilio.SandboxHost is { } host)
        {
            scripts.From($"http://{host}");
            connections.From($"http://{host}").From($"ws://{host}");
        }
        else
        {
            connections.From("https://*.twilio.com").From("wss://*.twilio.com");
        }
    }

    // Scalar has scripts and styles inside its page.
    private static void Scalar(CspBuilder csp)
    {
        csp.AddDefaultSrc().Self();
        csp.AddScriptSrc().Self().UnsafeInline();
        csp.AddStyleSrc().Self().UnsafeInline();
        csp.AddImgSrc().Self().Data();
        csp.AddFrameAncestors().None();
    }
}
