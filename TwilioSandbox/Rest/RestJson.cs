using System.Text.Encodings.Web;
using System.Text.Json;

namespace TwilioSandbox.Rest;

/// <summary>Twilio's JSON: names such as <c>account_sid</c>, and a null for every missing value.</summary>
internal static class RestJson
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IResult Write<T>(T resource, int status = StatusCodes.Status200OK) => TypedResults.Json(resource, s_options, statusCode: status);
}
