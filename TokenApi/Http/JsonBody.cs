using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace TokenApi.Http;

/// <summary>
/// Reads JSON objects more strictly than model binding does: unknown and repeated members are faults, and every fault names its field.
/// </summary>
internal static class JsonBody
{
    private const string Field = "body";

    private static readonly JsonElement Empty = JsonElement.Parse("{}"u8);

    /// <summary>The object in the body, or an empty one when there is no body or, with a fault in <paramref name="errors"/>, something else.</summary>
    public static async Task<JsonElement> ReadJsonObjectAsync(this HttpRequest request, FieldErrors errors)
    {
        if (request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            return Empty;
        }

        // Routing has refused other types with 415 already, but lets a body without a type pass.
        if (!request.HasJsonContentType())
        {
            errors.Add(Field, "must have the Content-Type application/json.");
            return Empty;
        }

        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            if (document.RootElement.ValueKind == JsonValueKind.Object && IsText(document.RootElement))
            {
                return document.RootElement.Clone();
            }
        }
        catch (JsonException)
        {
            // Its message would quote the body.
        }

        errors.Add(Field, "must be a JSON object.");
        return Empty;
    }

    /// <summary>The members by name; a name that occurs again is a fault.</summary>
    public static IEnumerable<JsonProperty> MembersOnce(this JsonElement value, FieldErrors errors, string prefix = "")
    {
        var seen = new HashSet<string>();
        foreach (var member in value.EnumerateObject())
        {
            if (seen.Add(member.Name))
            {
                yield return member;
            }
            else
            {
                errors.Add(prefix + member.Name, "must appear only once.");
            }
        }
    }

    /// <summary>False for bytes that are not UTF-8 and for escapes such as <c>"\ud800"</c> alone: the parser finds these only when a text is read.</summary>
    private static bool IsText(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.String => element.GetString() is not null,
                JsonValueKind.Array => element.EnumerateArray().All(IsText),
                JsonValueKind.Object => element.EnumerateObject().All(member => member.Name is not null && IsText(member.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
