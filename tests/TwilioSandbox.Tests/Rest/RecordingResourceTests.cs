using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TwilioSandbox.Rest;

namespace TwilioSandbox.Tests.Rest;

/// <summary>The Recordings resource of the REST API.</summary>
public sealed class RecordingResourceTests : IDisposable
{
    private const string CallSid = "CA00000000000000000000000000000001";

    // Every field of the resource in Twilio's documentation.
    private static readonly string[] s_fields =
    [
        "account_sid", "api_version", "call_sid", "channels", "conference_sid", "date_created", "date_updated", "duration", "encryption_details", "error_code", "media_url",
        "price", "price_unit", "sid", "source", "start_time", "status", "subresource_uris", "uri",
    ];

    private static readonly byte[] s_wave = "RIFF"u8.ToArray();

    private readonly SandboxApp _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Recording_resource_has_every_field_of_Twilios()
    {
        var sid = Add();
        var (status, recording) = await _sandbox.GetRestAsync($"/Recordings/{sid}.json");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(s_fields, recording.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
        Assert.Equal((sid, CallSid, "3", "completed", "RecordVerb"),
            (recording.Text("sid"), recording.Text("call_sid"), recording.Text("duration"), recording.Text("status"), recording.Text("source")));
    }

    [Fact]
    public async Task Recordings_are_listed_by_call_and_by_conference()
    {
        var (first, second) = (Add(), Add("CA2", "CF1"));
        Assert.Equal([second, first], await SidsAsync("/Recordings.json"));
        Assert.Equal([first], await SidsAsync($"/Recordings.json?CallSid={CallSid}"));
        Assert.Equal([second], await SidsAsync("/Recordings.json?ConferenceSid=CF1"));
        Assert.Equal([second], await SidsAsync("/Calls/CA2/Recordings.json"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".wav")]
    public async Task Recording_file_needs_no_authentication(string suffix)
    {
        var sid = Add();
        using var client = _sandbox.CreateHttpClient();
        using var response = await client.GetAsync($"{RestClient.Account}/Recordings/{sid}{suffix}", TestContext.Current.CancellationToken);
        Assert.Equal("audio/x-wav", $"{response.Content.Headers.ContentType}");
        Assert.Equal(s_wave, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task Page_of_another_origin_plays_a_recording(string method)
    {
        using var client = _sandbox.CreateHttpClient();
        using var request = new HttpRequestMessage(new(method), $"{RestClient.Account}/Recordings/{Add()}") { Headers = { { "Sec-Fetch-Site", "same-site" }, { "Sec-Fetch-Dest", "audio" } } };
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(response.Headers.Contains("Cross-Origin-Resource-Policy"));
    }

    [Fact]
    public async Task Media_URL_of_a_recording_serves_its_file()
    {
        var (_, recording) = await _sandbox.GetRestAsync($"/Recordings/{Add()}.json");
        using var client = _sandbox.CreateHttpClient();
        Assert.Equal(s_wave, await client.GetByteArrayAsync(recording.Text("media_url"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task MP3_of_a_recording_is_not_found_and_the_error_says_why()
    {
        var (status, error) = await _sandbox.GetRestAsync($"/Recordings/{Add()}.mp3");
        Assert.Equal((HttpStatusCode.NotFound, "20404"), (status, error.Text("code")));
        Assert.Contains("does not write MP3", error.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deleted_recording_is_not_found()
    {
        var sid = Add();
        Assert.Equal(HttpStatusCode.NoContent, (await _sandbox.RestAsync(HttpMethod.Delete, $"/Recordings/{sid}.json")).Status);
        foreach (var path in new[] { $"/Recordings/{sid}.json", $"/Recordings/{sid}.wav" })
        {
            var (status, error) = await _sandbox.GetRestAsync(path);
            Assert.Equal((HttpStatusCode.NotFound, "20404"), (status, error.Text("code")));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await _sandbox.RestAsync(HttpMethod.Delete, $"/Recordings/{sid}.json")).Status);
    }

    [Fact]
    public void Oldest_recording_is_dropped_when_there_are_more_than_100()
    {
        var recordings = new Recordings(TimeProvider.System);
        var first = recordings.Add(CallSid, s_wave, TimeSpan.Zero, "RecordVerb");
        var others = Enumerable.Range(0, Recordings.MaxCount).Select(_ => recordings.Add(CallSid, s_wave, TimeSpan.Zero, "RecordVerb")).ToArray();
        Assert.Null(recordings.Find(first.Sid));
        Assert.Equal(others.Reverse(), recordings.Read());
    }

    [Fact]
    public void Oldest_recording_is_dropped_when_they_are_larger_than_100_megabytes()
    {
        var recordings = new Recordings(TimeProvider.System);
        // The same memory, so that the test is quick.
        var wave = new byte[Recordings.MaxBytes / 2];
        recordings.Add(CallSid, wave, TimeSpan.Zero, "RecordVerb");
        Recording[] last = [recordings.Add(CallSid, wave, TimeSpan.Zero, "RecordVerb"), recordings.Add(CallSid, wave, TimeSpan.Zero, "RecordVerb")];
        Assert.Equal(last.Reverse(), recordings.Read());
    }

    private string Add(string callSid = CallSid, string? conferenceSid = null)
    {
        _sandbox.StartServer();
        return _sandbox.Services.GetRequiredService<Recordings>().Add(callSid, s_wave, TimeSpan.FromSeconds(3.5), "RecordVerb", conferenceSid).Sid;
    }

    private async Task<string[]> SidsAsync(string path) =>
        [.. (await _sandbox.GetRestAsync(path)).Body.GetProperty("recordings").EnumerateArray().Select(recording => recording.Text("sid"))];
}
