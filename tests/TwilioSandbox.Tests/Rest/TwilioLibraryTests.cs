using Microsoft.Extensions.DependencyInjection;
using Twilio.Clients;
using Twilio.Exceptions;
using Twilio.Http;
using Twilio.Rest.Api.V2010.Account;
using TwilioSandbox.Tests.Calls;
using ParticipantResource = Twilio.Rest.Api.V2010.Account.Conference.ParticipantResource;

namespace TwilioSandbox.Tests.Rest;

/// <summary>NuGet Twilio, Twilio's own library, uses the REST API.</summary>
public sealed class TwilioLibraryTests : CallTest
{
    [Fact]
    public async Task Library_reads_and_ends_a_call()
    {
        using var call = await TestCall.RingAsync(Sandbox);
        using var http = CreateHttp();
        var client = CreateClient(http);
        var callee = await CallResource.FetchAsync(call.CalleeSid, client: client);
        Assert.Equal((CallResource.StatusEnum.Ringing, call.CallerSid, "outbound-dial"), (callee.Status, callee.ParentCallSid, callee.Direction));
        Assert.Equal(Sandbox.Clock.GetUtcNow().UtcDateTime, callee.DateCreated!.Value.ToUniversalTime(), TimeSpan.FromSeconds(1));

        await CallResource.UpdateAsync(call.CallerSid, status: CallResource.UpdateStatusEnum.Completed, client: client);
        Assert.Null((await HungUpAsync(call.Bob)).Code);
    }

    [Fact]
    public async Task Library_reads_every_page_of_calls()
    {
        using var call = await TestCall.RingAsync(Sandbox);
        using var http = CreateHttp();
        var calls = await CallResource.ReadAsync(from: new Twilio.Types.PhoneNumber("client:bob"), pageSize: 1, client: CreateClient(http));
        Assert.Equal(new[] { call.CallerSid, call.CalleeSid }.Order(), calls.Select(read => read.Sid).Order());
    }

    [Fact]
    public async Task Library_reads_and_deletes_recordings()
    {
        Sandbox.StartServer();
        var sid = Sandbox.Services.GetRequiredService<TwilioSandbox.Rest.Recordings>().Add("CA1", [1], TimeSpan.FromSeconds(2), "RecordVerb").Sid;
        using var http = CreateHttp();
        var client = CreateClient(http);
        var recording = Assert.Single(await RecordingResource.ReadAsync(callSid: "CA1", client: client));
        Assert.Equal((sid, "2", RecordingResource.SourceEnum.Recordverb), (recording.Sid, recording.Duration, recording.Source));
        Assert.True(await RecordingResource.DeleteAsync(sid, client: client));
    }

    [Fact]
    public async Task Library_starts_a_call()
    {
        using var alice = await Alice();
        using var http = CreateHttp();
        var call = await CallResource.CreateAsync(
            to: new Twilio.Types.PhoneNumber("client:alice"),
            from: new Twilio.Types.PhoneNumber("+15005550006"),
            twiml: new Twilio.Types.Twiml("<Response><Hangup/></Response>"),
            statusCallback: new("http://localhost:5101/status"),
            statusCallbackEvent: ["answered", "completed"],
            client: CreateClient(http));
        Assert.Equal(("outbound-api", CallResource.StatusEnum.Queued), (call.Direction, call.Status));
        Assert.Equal(call.Sid, await AnswerAsync(alice));
        Assert.Equal("in-progress", (await Voice.ReceiveAsync("/status")).Form["CallStatus"]);
        await alice.ReceiveAsync("hangup");
    }

    [Fact]
    public async Task Library_mutes_a_participant_and_ends_the_conference()
    {
        using var bob = await CallAsync("<Dial><Conference>room</Conference></Dial>");
        await Sandbox.EventAsync("conference.joined");
        using var http = CreateHttp();
        var client = CreateClient(http);
        var conference = Assert.Single(await ConferenceResource.ReadAsync(friendlyName: "room", client: client));
        var participant = Assert.Single(await ParticipantResource.ReadAsync(conference.Sid, client: client));
        Assert.True((await ParticipantResource.UpdateAsync(conference.Sid, participant.CallSid, muted: true, client: client)).Muted);
        var ended = await ConferenceResource.UpdateAsync(conference.Sid, status: ConferenceResource.UpdateStatusEnum.Completed, client: client);
        Assert.Equal(ConferenceResource.StatusEnum.Completed, ended.Status);
    }

    [Fact]
    public async Task Library_throws_an_error_with_Twilios_code()
    {
        using var http = CreateHttp();
        var error = await Assert.ThrowsAsync<ApiException>(() => CallResource.FetchAsync("CA00000000000000000000000000000000", client: CreateClient(http)));
        Assert.Equal((20404, 404), (error.Code, error.Status));
    }

    private System.Net.Http.HttpClient CreateHttp()
    {
        Sandbox.StartServer();
        return new(new ToSandbox(Sandbox.ClientOptions.BaseAddress));
    }

    private static TwilioRestClient CreateClient(System.Net.Http.HttpClient http) =>
        new(SandboxApp.AccountSid, SandboxApp.AuthToken, httpClient: new SystemNetHttpClient(http));

    // The library always calls https://api.twilio.com.
    private sealed class ToSandbox(Uri sandbox) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(sandbox, request.RequestUri!.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
