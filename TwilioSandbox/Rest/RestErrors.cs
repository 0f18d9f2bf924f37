namespace TwilioSandbox.Rest;

/// <summary>Errors in Twilio's form. The codes are documented in its error dictionary.</summary>
internal static class RestErrors
{
    private const string Resources =
        "Calls.json, Calls/{Sid}.json, Calls/{Sid}/Recordings.json, Calls/{Sid}/UserDefinedMessages.json, Calls/{Sid}/UserDefinedMessageSubscriptions.json, "
        + "Recordings.json, Recordings/{Sid}.json, Recordings/{Sid}.wav";

    public static IResult Authenticate(string why) => Write(20003, $"Authenticate: {why}", StatusCodes.Status401Unauthorized);

    /// <summary>Nothing has this SID.</summary>
    public static IResult NotFound(HttpRequest request, string why) => Write(20404, $"The requested resource {request.Path} was not found. {why}", StatusCodes.Status404NotFound);

    /// <summary>The sandbox has no such resource, or another method is needed.</summary>
    public static IResult Unknown(HttpRequest request) =>
        Write(20404, $"The requested resource {request.Path} was not found. The sandbox has, for its own account and with Twilio's methods: {Resources}.", StatusCodes.Status404NotFound);

    public static IResult Parameter(string why) => Write(20001, why, StatusCodes.Status400BadRequest);

    public static IResult PageSize(string why) => Write(20007, why, StatusCodes.Status400BadRequest);

    public static IResult CallState(string why) => Write(21220, $"Invalid call state: {why}", StatusCodes.Status400BadRequest);

    private static IResult Write(int code, string message, int status) =>
        RestJson.Write(new Body(code, message, $"https://www.twilio.com/docs/errors/{code}", status), status);

    private sealed record Body(int Code, string Message, string MoreInfo, int Status);
}
