using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;

namespace TwilioSandbox;

/// <summary>Answers a request that cannot be bound with problem details that name the field and its rule.</summary>
internal sealed class BadRequestHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException bad)
        {
            return false;
        }

        var endpoint = httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        var body = endpoint?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;
        IResult problem = bad.InnerException is JsonException json && body is not null ? TypedResults.ValidationProblem(Explain(json, body))
            : bad.StatusCode == StatusCodes.Status400BadRequest && body is not null ? TypedResults.Problem("The body must be one JSON object.", statusCode: bad.StatusCode)
            : TypedResults.Problem(bad.Message, statusCode: bad.StatusCode);
        await problem.ExecuteAsync(httpContext);
        return true;
    }

    private static Dictionary<string, string[]> Explain(JsonException exception, Type body)
    {
        // The path is $.ttl for a field, and $ if the body is not a JSON object.
        var name = exception.Path?.TrimStart('$', '.') ?? "";
        var fields = body.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        var field = Array.Find(fields, field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase));
        var rule = name.Length == 0 ? "The body must be one JSON object."
            : field is null ? $"is not accepted. The fields are {string.Join(", ", fields.Select(known => JsonNamingPolicy.CamelCase.ConvertName(known.Name)))}."
            : field.GetCustomAttributes<ValidationAttribute>().FirstOrDefault(attribute => attribute is not RequiredAttribute)?.FormatErrorMessage(name)
            ?? "must be true or false.";
        return new() { [name] = [rule] };
    }
}
