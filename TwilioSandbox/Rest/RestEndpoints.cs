namespace TwilioSandbox.Rest;

/// <summary>The part of Twilio's REST API for voice that the sandbox has.</summary>
internal static class RestEndpoints
{
    public static void AddRest(this IServiceCollection services)
    {
        services.AddSingleton<CallControl>();
        services.AddSingleton<ConferenceEndpoints.Rooms>();
    }

    public static void MapRest(this IEndpointRouteBuilder app)
    {
        var account = app.MapGroup("/2010-04-01/Accounts/{accountSid}");
        account.MapRecordingFiles();
        var authenticated = account.MapGroup("").AddEndpointFilter(RestAuthentication.RequireAsync);
        authenticated.MapRestCalls();
        authenticated.MapRestConferences();
        authenticated.MapRestRecordings();
        authenticated.MapUserDefinedMessages();
        // Another path or method.
        app.Map("/2010-04-01/{**path}", RestErrors.Unknown).AddEndpointFilter(RestAuthentication.RequireAsync);
    }
}
