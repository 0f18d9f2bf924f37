using System.Text.Json.Serialization;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using TokenApi.Http;
using TokenApi.Tokens;

namespace TokenApi.Voice;

/// <summary>The Voice URL of the TwiML application: Twilio asks what to do with an outgoing call, the answer is TwiML.</summary>
internal static class VoiceEndpoints
{
    public static void MapVoice(this IEndpointRouteBuilder app)
    {
        var voice = app.MapGroup("/voice").WithTags("Voice").LimitBody();

        voice.MapPost("", AnswerCallAsync)
            .Accepts<VoiceCall>("application/x-www-form-urlencoded")
            .Produces<string>(contentType: "text/xml")
            .Refuses(400, 403, 413, 415);
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> AnswerCallAsync(
        HttpRequest request, IOptions<TwilioOptions> twilio, ILogger<VoiceCall> logger, CancellationToken cancellationToken)
    {
        var form = await SignedForm.ReadAsync(request.Body, cancellationToken);
        var url = request.GetEncodedUrl();
        if (!RequestSignature.IsValid(request.Headers[RequestSignature.Header], twilio.Value.AuthToken!, url, form))
        {
            // The usual cause is an address that differs from the one Twilio was given, so say which one was checked.
            logger.LogWarning("Refused a voice request without a right signature for {Url}", url);
            return Problems.For(
                StatusCodes.Status403Forbidden,
                $"The request needs an {RequestSignature.Header} made with the account's auth token over exactly this URL and form.");
        }

        var twiml = new XElement("Response", form.Single("To") is { } to && ClientName.IsValid(to)
            ? new XElement("Dial", new XElement("Client", to))
            : new XElement("Reject", new XAttribute("reason", "rejected")));
        return TypedResults.Text(twiml.ToString(SaveOptions.DisableFormatting), "text/xml", System.Text.Encoding.UTF8);
    }
}

/// <summary>What is read of Twilio's form post: https://www.twilio.com/docs/voice/twiml#request-parameters</summary>
/// <param name="To">The client name to call.</param>
/// <param name="From">Who calls, such as <c>client:alice</c>.</param>
internal sealed record VoiceCall([property: JsonPropertyName("To")] string To, [property: JsonPropertyName("From")] string? From = null);
