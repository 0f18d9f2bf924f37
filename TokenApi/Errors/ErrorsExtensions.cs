using System.Text.Json.Serialization;

namespace TokenApi.Errors;

/// <summary>Answers every error with RFC 9457 problem details, including errors of ASP.NET Core, such as 404 and 405.</summary>
internal static class ErrorsExtensions
{
    public static void AddErrors(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        builder.Services.AddProblemDetails();
        builder.Services.AddValidation();
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNameCaseInsensitive = false;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.AllowDuplicateProperties = false;
            json.SerializerOptions.RespectNullableAnnotations = true;
        });
    }

    public static void UseErrors(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = StatusOf,
            SuppressDiagnosticsCallback = context => StatusOf(context.Exception) < StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePages();
    }

    /// <summary>The <c>type</c> of every problem leads here.</summary>
    public static void MapErrorCatalog(this IEndpointRouteBuilder app) => app.MapGet(ApiError.CatalogPath, () => ErrorCatalog.All).ExcludeFromDescription();

    /// <summary>Lists errors in the OpenAPI document. 400 unknown-host and two-sessions, 403 cross-origin and all 503 come before any endpoint, so they are not listed.</summary>
    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder route, params int[] statuses)
    {
        Array.ForEach(statuses, status => route.ProducesProblem(status));
        return route;
    }

    // Kestrel throws BadHttpRequestException, and the form reader InvalidDataException, when a body is too large or malformed.
    private static int StatusOf(Exception exception) => exception switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        InvalidDataException => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status500InternalServerError,
    };
}
