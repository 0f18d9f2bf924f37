using Microsoft.Extensions.Options;

namespace TwilioSandbox.Rest;

/// <summary>The Recordings resource.</summary>
internal static class RecordingEndpoints
{
    private static readonly string[] s_reading = [HttpMethods.Get, HttpMethods.Head];

    private const string Missing = "GET Recordings.json lists the recordings. The sandbox keeps the last 100, up to 100 MB.";

    public static void MapRestRecordings(this IEndpointRouteBuilder account)
    {
        account.MapGet("/Recordings.json", (HttpRequest request, Recordings recordings, IOptions<SandboxOptions> options) =>
            List(request, recordings, options, request.Query["CallSid"]));
        account.MapGet("/Calls/{callSid}/Recordings.json", (string callSid, HttpRequest request, Recordings recordings, IOptions<SandboxOptions> options) =>
            List(request, recordings, options, callSid));
        account.MapGet("/Recordings/{sid}.json", (string sid, HttpRequest request, Recordings recordings, IOptions<SandboxOptions> options) =>
            recordings.Find(sid) is { } recording ? RestJson.Write(RecordingResource.Of(recording, options.Value.AccountSid, request)) : RestErrors.NotFound(request, Missing));
        account.MapDelete("/Recordings/{sid}.json", (string sid, HttpRequest request, Recordings recordings) =>
            recordings.Remove(sid) ? Results.NoContent() : RestErrors.NotFound(request, Missing));
    }

    /// <summary>Whether this is the path of a file, such as <c>/2010-04-01/Accounts/AC…/Recordings/RE…</c> or <c>RE….wav</c>.</summary>
    public static bool IsFile(PathString path) =>
        path.StartsWithSegments("/2010-04-01/Accounts") && path.Value!.Split('/') is [.., "Recordings", var file] && !file.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Files need no authentication: their URLs are public (documented, "Fetch a Recording's media file").</summary>
    public static void MapRecordingFiles(this IEndpointRouteBuilder account)
    {
        account.MapMethods("/Recordings/{sid}.wav", s_reading, Play);
        account.MapMethods("/Recordings/{sid}", s_reading, Play);
        account.MapGet("/Recordings/{sid}.mp3", (HttpRequest request) =>
            RestErrors.NotFound(request, "The sandbox does not write MP3. Use .wav, or the URL without a suffix."));
    }

    private static IResult List(HttpRequest request, Recordings recordings, IOptions<SandboxOptions> options, string? callSid) => RestPages.Write(
        request,
        "recordings",
        recordings.Read()
            .Where(recording => (string.IsNullOrEmpty(callSid) || recording.CallSid == callSid)
                && (request.Query["ConferenceSid"] is not [{ Length: > 0 } conferenceSid] || recording.ConferenceSid == conferenceSid))
            .Select(recording => RecordingResource.Of(recording, options.Value.AccountSid, request)));

    private static IResult Play(string accountSid, string sid, HttpRequest request, Recordings recordings, IOptions<SandboxOptions> options) =>
        accountSid == options.Value.AccountSid && recordings.Find(sid) is { } recording
            ? Results.Bytes(recording.Wave, "audio/x-wav", enableRangeProcessing: true)
            : RestErrors.NotFound(request, Missing);
}
