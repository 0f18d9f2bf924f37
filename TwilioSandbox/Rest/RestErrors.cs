using TwilioSandbox.Voice;

namespace TwilioSandbox.Rest;

/// <summary>Errors in Twilio's form. The codes are documented in its error dictionary.</summary>
internal static class RestErrors
{
    private const string Requests =
        "GET and POST Calls.json, GET and POST Calls/{Sid}.json, GET Calls/{Sid}/Recordings.json, POST Calls/{Sid}/UserDefinedMessages.json, "
        + "POST Calls/{Sid}/UserDefinedMessageSubscriptions.json, DELETE Calls/{Sid}/UserDefinedMessageSubscriptions/{Sid}.json, GET Recordings.json, GET and DELETE Recordings/{Sid}.json, "
        + "GET Recordings/{Sid}.wav, GET Conferences.json, GET and POST Conferences/{Sid}.json, GET Conferences/{Sid}/Participants.json, "
        + "GET, POST and DELETE Conferences/{Sid}/Participants/{CallSid}.json";

    public static IResult Authenticate(string why) => Write(20003, $"Authenticate: {why}", StatusCodes.Status401Unauthorized);

    /// <summary>Nothing has this SID.</summary>
    public static IResult NotFound(HttpRequest request, string why) => Write(20404, $"The requested resource {request.Path} was not found. {why}", StatusCodes.Status404NotFound);

    /// <summary>The sandbox has no such resource, or another method is needed.</summary>
    public static IResult Unknown(HttpRequest request) =>
        Write(20404, $"{request.Method} {request.Path} is not available. For its own account, the sandbox has: {Requests}.", StatusCodes.Status404NotFound);

    public static IResult Parameter(string why) => BadRequest(20001, why);

    public static IResult PageSize(string why) => BadRequest(20007, why);

    public static IResult CallState(string why) => BadRequest(21220, $"Invalid call state: {why}");

    public static IResult NoTo(string why) => BadRequest(21201, why);

    public static IResult Url(string why) => BadRequest(21205, why);

    public static IResult Timeout(string why) => BadRequest(21208, why);

    public static IResult Method(string why) => BadRequest(21209, why);

    public static IResult InvalidTo(string why) => BadRequest(21211, why);

    public static IResult InvalidFrom(string why) => BadRequest(21212, why);

    public static IResult NoFrom(string why) => BadRequest(21213, why);

    public static IResult Application(string why) => BadRequest(21218, why);

    public static IResult StatusCallback(string why) => BadRequest(21609, why);

    public static IResult StatusCallbackEvent(string why) => BadRequest(21626, why);

    public static IResult TwimlSize(string why) => BadRequest(32018, why);

    /// <summary>Twilio finds defects of <c>Twiml</c> only when the call runs it (inferred). The sandbox refuses it at once.</summary>
    public static IResult Twiml(VoiceException e) => BadRequest(e.Code, $"{e.Title}: {e.Explanation}");

    private static IResult BadRequest(int code, string message) => Write(code, message, StatusCodes.Status400BadRequest);

    private static IResult Write(int code, string message, int status) =>
        RestJson.Write(new Body(code, message, $"https://www.twilio.com/docs/errors/{code}", status), status);

    private sealed record Body(int Code, string Message, string MoreInfo, int Status);
}
