using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace TokenApi.OpenApi;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c>, and in Development Scalar at <c>/scalar</c> to read it and try the API.</summary>
internal static class OpenApiExtensions
{
    public static void AddApiDocument(this WebApplicationBuilder builder) => builder.Services.AddOpenApi(document => document.AddSchemaTransformer((schema, context, _) =>
    {
        if (typeof(ProblemDetails).IsAssignableFrom(context.JsonTypeInfo.Type))
        {
            schema.Properties ??= new Dictionary<string, IOpenApiSchema>();
            schema.Properties["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = $"The error: {ApiError.CatalogPath}" };
            schema.Properties["twilioCode"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The error that Twilio's debugger shows, if any." };
        }

        return Task.CompletedTask;
    }));

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
}
