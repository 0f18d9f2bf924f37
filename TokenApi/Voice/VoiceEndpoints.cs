using System.Text;
using System.Text.Json.Serialization;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using TokenApi.Http;
using TwilioTokens;

namespace TokenApi.Voice;

/// <summary>The Voice URL of the TwiML application: Twilio asks what to do with an outgoing call, the answer is TwiML.</summary>
internal static class VoiceEndpoints
{
    public static void MapVoice(this IEndpointRouteBuilder app)
    {
        var voice = app.MapGroup("/voice").WithTags("Voice").LimitBody();

        voice.MapPost("", AnswerFormAsync)
            .Accepts<VoiceCall>("application/x-www-form-urlencoded")
            .Produces<string>(contentType: "text/xml")
            .Refuses(400, 403, 413, 415);
        voice.MapGet("", AnswerQuery)
            .Produces<string>(contentType: "text/xml")
            .Refuses(403);
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> AnswerFormAsync(
        HttpRequest request, IOptionsMonitor<TwilioOptions> twilio, ILogger<VoiceCall> logger, CancellationToken cancellationToken)
    {
        var form = await SignedForm.ReadAsync(request.Body, cancellationToken);
        return Answer(request, form, call: form, twilio.CurrentValue, logger);
    }

    // The parameters are in the address here, and signed as part of it.
    private static Results<ContentHttpResult, ProblemHttpResult> AnswerQuery(
        HttpRequest request,
        IOptionsMonitor<TwilioOptions> twilio,
        ILogger<VoiceCall> logger,
        [FromQuery(Name = "To")] string? to = null,
        [FromQuery(Name = "From")] string? from = null) =>
        Answer(request, new(), call: SignedForm.Read(request.QueryString), twilio.CurrentValue, logger);

    private static Results<ContentHttpResult, ProblemHttpResult> Answer(
        HttpRequest request, SignedForm form, SignedForm call, TwilioOptions twilio, ILogger logger)
    {
        var url = SignedUrl.Of(request, twilio.PublicUrl);
        if (!RequestSignature.IsValid(request.Headers[RequestSignature.Header], twilio.AuthTokens, url, form))
        {
            // The usual cause is an address that differs from the one Twilio was given, so say which one was checked. What its query holds is nobody's business.
            logger.LogWarning(
                "Refused a voice request without a right signature for {Url}{Query}. If Twilio was given another address, set Twilio:PublicUrl",
                url.Split('?')[0], url.Contains('?', StringComparison.Ordinal) ? "?…" : "");
            return Problems.For(Errors.BadSignature);
        }

        var verb = DialPlan.Verb(call, twilio);
        if (verb.Name == "Reject")
        {
            logger.LogInformation("Rejected a call: To must be one client name, or a number that Twilio:AllowedCountryPrefixes and Twilio:CallerId allow");
        }

        return TypedResults.Text(new XElement("Response", verb).ToString(SaveOptions.DisableFormatting), "text/xml", Encoding.UTF8);
    }
}

/// <summary>What is read of Twilio's form post: https://www.twilio.com/docs/voice/twiml#request-parameters</summary>
/// <param name="To">The client name to call, or a number in E.164 form.</param>
/// <param name="From">Who calls, such as <c>client:alice</c>.</param>
internal sealed record VoiceCall([property: JsonPropertyName("To")] string To, [property: JsonPropertyName("From")] string? From = null);
