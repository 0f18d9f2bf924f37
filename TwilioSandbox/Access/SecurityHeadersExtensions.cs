using TwilioSandbox.Rest;

namespace TwilioSandbox.Access;

/// <summary>The security headers of every response.</summary>
internal static class SecurityHeadersExtensions
{
    // Applications on other ports load /sandbox.js and what it leads to, and play recordings.
    public static void UsePageSecurityHeaders(this WebApplication app) =>
        app.UseWhen(context => !OwnPagesOnlyExtensions.IsForSdk(context.Request.Path) && !RecordingEndpoints.IsFile(context.Request.Path), own => own.UseSecurityHeaders(Policy()));

    private static HeaderPolicyCollection Policy() => new HeaderPolicyCollection()
        // The page loads only its own files, cannot be framed, and cannot turn text into markup (trusted types).
        .AddContentSecurityPolicy(csp =>
        {
            csp.AddDefaultSrc().None();
            csp.AddScriptSrc().Self();
            csp.AddStyleSrc().Self();
            csp.AddImgSrc().Self();
            csp.AddConnectSrc().Self();
            csp.AddBaseUri().None();
            csp.AddFormAction().None();
            csp.AddFrameAncestors().None();
            csp.AddCustomDirective("require-trusted-types-for", "'script'");
            csp.AddCustomDirective("trusted-types", "'none'");
        })
        .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
        .AddCrossOriginResourcePolicy(policy => policy.SameOrigin())
        .AddReferrerPolicyNoReferrer()
        .AddContentTypeOptionsNoSniff();
}
