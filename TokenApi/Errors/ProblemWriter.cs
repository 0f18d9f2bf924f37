using System.Text.Json;
using Microsoft.AspNetCore.Mvc;

namespace TokenApi.Errors;

/// <summary>Writes problem details as the error catalog describes them, for every <c>Accept</c> header.</summary>
internal sealed class ProblemWriter : IProblemDetailsWriter
{
    private const int MaximumName = 64;

    public bool CanWrite(ProblemDetailsContext context) => true;

    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var problem = context.Exception is BadHttpRequestException { InnerException: JsonException json } ? InvalidJson(json)
            : context.ProblemDetails is HttpValidationProblemDetails invalid ? WithJsonNames(invalid)
            : context.ProblemDetails;
        Complete(problem, context.HttpContext.Response.StatusCode);
        return new(context.HttpContext.Response.WriteAsJsonAsync(problem, problem.GetType(), options: null, "application/problem+json"));
    }

    private static void Complete(ProblemDetails problem, int status)
    {
        var error = problem is HttpValidationProblemDetails ? ErrorCatalog.InvalidRequest
            : problem.Extensions.TryGetValue("code", out var code) ? ErrorCatalog.All.Single(error => error.Code.Equals(code))
            : ErrorCatalog.For(status);
        problem.Status = status;
        problem.Type = error.Page;
        problem.Title = error.Title;
        problem.Detail = problem.Detail is { } about ? $"{error.Title}. {about} {error.Fix}" : $"{error.Title}. {error.Fix}";
        problem.Extensions["code"] = error.Code;
        if (error.TwilioCode is { } twilioCode)
        {
            problem.Extensions["twilioCode"] = twilioCode;
        }
    }

    // ASP.NET Core's validation names .NET properties.
    private static HttpValidationProblemDetails WithJsonNames(HttpValidationProblemDetails invalid) =>
        new(invalid.Errors.ToDictionary(field => JsonNamingPolicy.CamelCase.ConvertName(field.Key), field => field.Value));

    // Path: $.params.k, $.ttl or $. The message quotes .NET types, and sometimes characters of the body.
    private static HttpValidationProblemDetails InvalidJson(JsonException json)
    {
        var field = json.Path is { Length: > 2 } path ? path[2..] : "body";
        var rule = json.Message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal) ? "is not accepted."
            : json.Message.StartsWith("Duplicate property", StringComparison.Ordinal) ? "must appear only once."
            : "must have the JSON type that /openapi/v1.json describes.";
        return new(new Dictionary<string, string[]> { [field.Length > MaximumName ? field[..MaximumName] : field] = [rule] });
    }
}
