using System.Text;
using System.Text.Json.Serialization;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TokenApi.Security;
using Twilio.TwiML;

namespace TokenApi.Voice;

/// <summary>The Voice URL of the TwiML application: Twilio sends each outgoing call, and the answer is TwiML.</summary>
internal static class VoiceEndpoints
{
    public static void AddVoice(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<VoiceOptions>().BindConfiguration(VoiceOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<TelephoneLimit>();
    }

    public static void MapVoice(this IEndpointRouteBuilder app)
    {
        var voice = app.MapGroup("/voice").WithTags("Voice");

        voice.MapPost("", AnswerFormAsync)
            .Accepts<VoiceCall>("application/x-www-form-urlencoded")
            .Produces<string>(contentType: "text/xml")
            .ProducesProblems(400, 403, 413, 415, 429);
        voice.MapGet("", AnswerQuery)
            .Produces<string>(contentType: "text/xml")
            .ProducesProblems(403, 429);
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> AnswerFormAsync(
        HttpRequest request, IOptionsMonitor<TwilioOptions> twilio, ILogger<VoiceCall> logger, RefusalLog refusals) =>
        Answer(await VoiceRequest.ReadFormAsync(request, twilio.CurrentValue.PublicUrl), request, twilio.CurrentValue, logger, refusals);

    // The parameters are for the OpenAPI document. Twilio signs the query as part of the address.
    private static Results<ContentHttpResult, ProblemHttpResult> AnswerQuery(
        HttpRequest request, IOptionsMonitor<TwilioOptions> twilio, ILogger<VoiceCall> logger, RefusalLog refusals,
        [FromQuery(Name = "To")] string? to = null, [FromQuery(Name = "From")] string? from = null) =>
        Answer(VoiceRequest.ReadQuery(request, twilio.CurrentValue.PublicUrl), request, twilio.CurrentValue, logger, refusals);

    private static Results<ContentHttpResult, ProblemHttpResult> Answer(VoiceRequest call, HttpRequest request, TwilioOptions twilio, ILogger logger, RefusalLog refusals)
    {
        if (!call.IsSignedWith(twilio.AuthTokens, request.Headers[VoiceRequest.SignatureHeader]))
        {
            if (refusals.ShouldLog("voice", request.HttpContext, out var skipped))
            {
                // The usual cause is an address that differs from the one that Twilio calls. The query is private.
                logger.LogWarning(
                    "Refused a voice request without a valid signature for {Url}{Query}. If Twilio calls another address, set Twilio:PublicUrl. {Skipped} earlier refusals of this client were not logged",
                    RefusalLog.Cut(call.Url.Split('?')[0]), call.Url.Contains('?', StringComparison.Ordinal) ? "?…" : "", skipped);
            }

            return ErrorCatalog.BadSignature.ToResult();
        }

        var services = request.HttpContext.RequestServices;
        var response = new VoiceResponse();
        if (Robot.IsCalled(call, twilio))
        {
            response = Robot.Answer(call);
        }
        else if (DialPlan.Dial(call, twilio, services.GetRequiredService<IOptions<VoiceOptions>>().Value) is not { } dial)
        {
            logger.LogInformation("Rejected a call: To must be one client name, or a number that Twilio:AllowedCountryPrefixes and Twilio:CallerId allow");
            response.Reject(reason: Twilio.TwiML.Voice.Reject.ReasonEnum.Rejected);
        }
        else if (DialPlan.IsTelephone(call) && call.Single("From") is { } caller && !services.GetRequiredService<TelephoneLimit>().TryCall(caller))
        {
            logger.LogWarning("Rejected a call to a telephone: {Caller} has reached the limit Voice:TelephoneCallsPerHour", RefusalLog.Cut(caller));
            response.Reject(reason: Twilio.TwiML.Voice.Reject.ReasonEnum.Rejected);
        }
        else
        {
            response.Append(dial);
        }

        return TypedResults.Text(response.ToString(SaveOptions.DisableFormatting), "text/xml", Encoding.UTF8);
    }
}

/// <summary>The fields of Twilio's request that this service reads: https://www.twilio.com/docs/voice/twiml#request-parameters</summary>
/// <param name="To">The client name to call, or a number in E.164 form.</param>
/// <param name="From">The caller, such as <c>client:alice</c>.</param>
internal sealed record VoiceCall([property: JsonPropertyName("To")] string To, [property: JsonPropertyName("From")] string? From = null);
