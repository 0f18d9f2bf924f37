using System.Net;
using System.Text.Json;
using TwilioSandbox.Tests.Calls;

namespace TwilioSandbox.Tests.Rest;

/// <summary>The Conferences resource of the REST API, and its Participants.</summary>
public sealed class ConferenceResourceTests : CallTest
{
    // Every field of the resources in Twilio's documentation.
    private static readonly string[] s_conferenceFields =
    [
        "account_sid", "api_version", "call_sid_ending_conference", "date_created", "date_updated", "friendly_name", "reason_conference_ended", "region", "sid", "status",
        "subresource_uris", "uri",
    ];

    private static readonly string[] s_participantFields =
    [
        "account_sid", "call_sid", "call_sid_to_coach", "coaching", "conference_sid", "date_created", "date_updated", "end_conference_on_exit", "hold", "label", "muted",
        "queue_time", "start_conference_on_enter", "status", "uri",
    ];

    [Fact]
    public async Task Conference_and_participant_have_every_field_of_Twilios()
    {
        using var bob = await JoinAsync();
        var conference = await ConferenceAsync();
        Assert.Equal(s_conferenceFields, conference.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
        Assert.Equal(("room", "init"), (conference.Text("friendly_name"), conference.Text("status")));

        var participant = Assert.Single(await ParticipantsAsync(conference));
        Assert.Equal(s_participantFields, participant.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
        Assert.Equal((conference.Text("sid"), "connected", "False", "False"),
            (participant.Text("conference_sid"), participant.Text("status"), participant.Text("muted"), participant.Text("hold")));
        var (status, fetched) = await Sandbox.GetRestAsync(participant.Text("uri")[RestClient.Account.Length..]);
        Assert.Equal((HttpStatusCode.OK, participant.Text("call_sid")), (status, fetched.Text("call_sid")));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("?Status=init", 1)]
    [InlineData("?Status=completed", 0)]
    [InlineData("?FriendlyName=room", 1)]
    [InlineData("?FriendlyName=other", 0)]
    public async Task Conferences_are_filtered(string query, int count)
    {
        using var bob = await JoinAsync();
        Assert.Equal(count, (await Sandbox.GetRestAsync($"/Conferences.json{query}")).Body.GetProperty("conferences").GetArrayLength());
    }

    [Theory]
    [InlineData("Muted", "true", "True", "False")]
    [InlineData("Hold", "true", "False", "True")]
    [InlineData("Muted", "false", "False", "False")]
    [InlineData("Muted", "yes", "False", "False")]
    public async Task Participant_is_muted_and_held(string name, string value, string muted, string hold)
    {
        using var bob = await JoinAsync();
        var conference = await ConferenceAsync();
        var path = await ParticipantAsync(conference);
        var (_, updated) = await Sandbox.PostRestAsync(path, (name, value));
        Assert.Equal((muted, hold), (updated.Text("muted"), updated.Text("hold")));
        Assert.Equal(muted == "True" ? 1 : 0, (await ParticipantsAsync(conference, "?Muted=true")).Length);
        Assert.Equal(hold == "True" ? 1 : 0, (await ParticipantsAsync(conference, "?Hold=true")).Length);
    }

    [Fact]
    public async Task Removed_participant_leaves_and_its_TwiML_goes_on()
    {
        using var bob = await JoinAsync();
        var path = await ParticipantAsync(await ConferenceAsync());
        Assert.Equal(HttpStatusCode.NoContent, (await Sandbox.RestAsync(HttpMethod.Delete, path)).Status);
        Assert.Null((await HungUpAsync(bob)).Code);
        Assert.Equal(HttpStatusCode.NotFound, (await Sandbox.GetRestAsync(path)).Status);
    }

    [Fact]
    public async Task Status_completed_ends_the_conference()
    {
        using var bob = await JoinAsync();
        var path = $"/Conferences/{(await ConferenceAsync()).Text("sid")}.json";
        Assert.Equal("20001", (await Sandbox.PostRestAsync(path)).Body.Text("code"));
        Assert.Equal("completed", (await Sandbox.PostRestAsync(path, ("Status", "completed"))).Body.Text("status"));
        Assert.Null((await HungUpAsync(bob)).Code);
        Assert.Equal("completed", (await Sandbox.GetRestAsync(path)).Body.Text("status"));
    }

    [Theory]
    [InlineData("GET", "/Conferences/CF1.json")]
    [InlineData("POST", "/Conferences/CF1.json")]
    [InlineData("GET", "/Conferences/CF1/Participants.json")]
    [InlineData("DELETE", "/Conferences/CF1/Participants/CA1.json")]
    public async Task Unknown_conference_is_not_found(string method, string path)
    {
        var (status, error) = await Sandbox.RestAsync(new(method), path, ("Status", "completed"));
        Assert.Equal((HttpStatusCode.NotFound, "20404"), (status, error.Text("code")));
    }

    private async Task<TestDevice> JoinAsync()
    {
        var bob = await CallAsync("<Dial><Conference>room</Conference></Dial>");
        await bob.ReceiveAsync("answer");
        await Sandbox.EventAsync("conference.joined");
        return bob;
    }

    private async Task<JsonElement> ConferenceAsync() => (await Sandbox.GetRestAsync("/Conferences.json")).Body.GetProperty("conferences")[0];

    private async Task<JsonElement[]> ParticipantsAsync(JsonElement conference, string query = "") =>
        [.. (await Sandbox.GetRestAsync($"/Conferences/{conference.Text("sid")}/Participants.json{query}")).Body.GetProperty("participants").EnumerateArray()];

    private async Task<string> ParticipantAsync(JsonElement conference) => (await ParticipantsAsync(conference))[0].Text("uri")[RestClient.Account.Length..];
}
