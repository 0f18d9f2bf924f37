using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;
using Scalar.AspNetCore;
using TokenApi.Session;

namespace TokenApi.OpenApi;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c>, and in Development Scalar at <c>/scalar</c> to read it and try the API.</summary>
internal static class OpenApiExtensions
{
    private const string Purpose = """
        This API issues short-lived Twilio tokens to the users of a browser phone, and answers Twilio's requests to the Voice URL, `/voice`. The identity in a token is the
        signed-in user, never a field of the request.
        """;

    private const string DemoSteps = """
        To try it, sign in first:

        1. Send `POST /api/session` with any name, such as `{"name": "alice"}`. The browser keeps the session cookie.
        2. Send `POST /api/tokens/capability` or `POST /api/tokens/access` with `{"incoming": true}`.
        """;

    private const string ProviderSteps = """
        To try it, sign in first:

        1. Open [/api/session/login](/api/session/login), sign in at the identity provider, and return to this page. The browser keeps the session cookie.
        2. Send `POST /api/tokens/capability` or `POST /api/tokens/access` with `{"incoming": true}`.
        """;

    private const string BearerNote = "Programs send a bearer token of the configured issuer instead of a cookie.";

    private const string VoiceNote = "Only Twilio or the sandbox can send requests to `/voice`: they must have a valid `X-Twilio-Signature`.";

    public static void AddApiDocument(this WebApplicationBuilder builder) => builder.Services.AddOpenApi(options =>
    {
        options.AddDocumentTransformer((document, context, _) =>
        {
            document.Info.Title = "TokenApi";
            document.Info.Description = Introduce(context.ApplicationServices.GetRequiredService<SignInSchemes>());
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (typeof(ProblemDetails).IsAssignableFrom(context.JsonTypeInfo.Type))
            {
                schema.Properties ??= new Dictionary<string, IOpenApiSchema>();
                schema.Properties["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = $"The error: {ApiError.CatalogPath}" };
                schema.Properties["twilioCode"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The error that Twilio's debugger shows, if any." };
            }

            return Task.CompletedTask;
        });
    });

    public static void MapApiDocument(this WebApplication app)
    {
        // Only this name: for other names, ASP.NET Core answers 404 without problem details.
        app.MapOpenApi("/openapi/{documentName:regex(^v1$)}.json");
        if (app.Environment.IsDevelopment())
        {
            // Scalar sends every request to this service: no fonts, telemetry, assistant or proxy of others.
            app.MapScalarApiReference(page =>
            {
                page.HideDeveloperTools().DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp();
                page.ProxyUrl = "";
            });
        }
    }

    private static string Introduce(SignInSchemes schemes)
    {
        string[] paragraphs = [Purpose, schemes.OpenIdConnect ? ProviderSteps : DemoSteps, .. schemes.Bearer ? [BearerNote] : Array.Empty<string>(), VoiceNote];
        return string.Join("\n\n", paragraphs);
    }
}
