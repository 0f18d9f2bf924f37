using Microsoft.AspNetCore.Http.HttpResults;

namespace TokenApi.Http;

/// <summary>Every error is RFC 9457 problem details, also those that no endpoint of ours makes: unknown paths, wrong methods, faults.</summary>
internal static class Problems
{
    public static ProblemHttpResult For(int status, string? detail = null) => TypedResults.Problem(detail ?? Detail(status), statusCode: status, type: Type(status));

    public static ValidationProblem Invalid(IDictionary<string, string[]> errors) =>
        TypedResults.ValidationProblem(errors, detail: "The request breaks the rules listed under errors. Nothing was done.");

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

    // The server throws BadHttpRequestException, and the form reader InvalidDataException, for bodies that are too large or broken.
    private static int Status(Exception exception) => exception switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        InvalidDataException => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status500InternalServerError,
    };

    // ASP.NET Core knows the types of the others, but not of this one.
    private static string? Type(int status) => status == StatusCodes.Status429TooManyRequests ? "https://tools.ietf.org/html/rfc6585#section-4" : null;

    private static string Detail(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "The request could not be read.",
        StatusCodes.Status401Unauthorized => "Nobody is signed in. Sign in first: POST /api/session for the demo, else GET /api/session/login.",
        StatusCodes.Status404NotFound => "There is nothing at this address. What there is: /openapi/v1.json.",
        StatusCodes.Status405MethodNotAllowed => "This address does not support the method. The Allow header lists those it does.",
        StatusCodes.Status413PayloadTooLarge => $"The body is larger than {RouteConventions.MaximumBody} bytes.",
        StatusCodes.Status415UnsupportedMediaType => "The body has the wrong Content-Type for this address.",
        >= 500 => "The service failed; the fault is in its log. Try again later.",
        _ => "The request was refused.",
    };
}
