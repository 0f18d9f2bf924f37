using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace TokenApi.Http;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c>, and in Development a page to read it and try the API: <c>/scalar</c>.</summary>
internal static class ApiDocument
{
    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi(document => document.AddSchemaTransformer((schema, context, _) =>
    {
        if (typeof(ProblemDetails).IsAssignableFrom(context.JsonTypeInfo.Type))
        {
            schema.Properties ??= new Dictionary<string, IOpenApiSchema>();
            schema.Properties["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = $"Which error it is: {ErrorPage.Path}" };
            schema.Properties["twilioCode"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The error as Twilio's debugger shows it, if it does." };
        }

        return Task.CompletedTask;
    }));

    public static void MapApiDocument(this WebApplication app)
    {
        // The name is part of the route: to any other it would answer 404 with a text of its own.
        app.MapOpenApi("/openapi/{documentName:regex(^v1$)}.json");
        if (app.Environment.IsDevelopment())
        {
            // The page asks this service for everything, and nobody else: no fonts, no telemetry, no assistant, no proxy for the requests it sends.
            app.MapScalarApiReference((page, http) =>
            {
                // It has scripts and styles in the page itself. The rule for every other answer would leave it blank.
                http.Response.Headers.ContentSecurityPolicy =
                    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";
                page.HideDeveloperTools().DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp();
                page.ProxyUrl = "";
            });
        }
    }
}
