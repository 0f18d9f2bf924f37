using Microsoft.AspNetCore.Http.HttpResults;

namespace TokenApi.Http;

/// <summary>Every error is RFC 9457 problem details, also those that no endpoint of ours makes: unknown paths, wrong methods, faults.</summary>
internal static class Problems
{
    /// <summary>An error of the catalogue, with what is known about this case beyond it.</summary>
    public static ProblemHttpResult For(ApiError error, string? about = null) => For(error, error.Status, about);

    /// <summary>An error of which nothing but the status is known.</summary>
    public static ProblemHttpResult For(int status) => For(Errors.For(status), status, about: null);

    public static ValidationProblem Invalid(IDictionary<string, string[]> errors)
    {
        var error = Errors.InvalidRequest;
        return TypedResults.ValidationProblem(errors, Detail(error), title: error.Title, type: error.Page, extensions: Extensions(error));
    }

    public static void UseProblemDetails(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = context => For(context.Response.StatusCode).ExecuteAsync(context),
            StatusCodeSelector = Status,
            SuppressDiagnosticsCallback = context => Status(context.Exception) < StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePages(pages => For(pages.HttpContext.Response.StatusCode).ExecuteAsync(pages.HttpContext));
    }

    private static ProblemHttpResult For(ApiError error, int status, string? about) =>
        TypedResults.Problem(Detail(error, about), statusCode: status, title: error.Title, type: error.Page, extensions: Extensions(error));

    // Whole by itself, since most programs show nothing else.
    private static string Detail(ApiError error, string? about = null) => about is null ? $"{error.Title}. {error.Fix}" : $"{error.Title}. {about} {error.Fix}";

    private static Dictionary<string, object?> Extensions(ApiError error)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = error.Code };
        if (error.TwilioCode is { } twilioCode)
        {
            extensions["twilioCode"] = twilioCode;
        }

        return extensions;
    }

    // The server throws BadHttpRequestException, and the form reader InvalidDataException, for bodies that are too large or broken.
    private static int Status(Exception exception) => exception switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        InvalidDataException => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status500InternalServerError,
    };
}
