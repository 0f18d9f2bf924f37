using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace TwilioSandbox.Tests.Views;

public sealed class EventsTests : IDisposable
{
    private readonly SandboxApp _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("client=alice", "token.accepted", "client.registered")]
    [InlineData("type=client.registered", "client.registered", "client.registered")]
    [InlineData("type=client&client=bob", "client.registered")]
    [InlineData("after=2&client=alice")]
    // A greater id comes from an earlier run of the sandbox.
    [InlineData("after=4711&client=alice", "token.accepted", "client.registered")]
    [InlineData("after=2&type=token&type=client", "token.accepted", "client.registered")]
    public async Task Filters_select_events(string filter, params string[] types)
    {
        using var alice = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "alice"));
        using var bob = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "bob"));
        var events = await _sandbox.GetJsonAsync($"/sandbox/events?{filter}");
        Assert.Equal(types, events.EnumerateArray().Select(e => e.Text("type")));
    }

    [Theory]
    [InlineData("type=call.anwsered", "type", "call.answered")]
    [InlineData("type=cli", "type", "client.registered")]
    [InlineData("wait=31", "wait", "0 to 30")]
    [InlineData("wait=soon", "wait", "0 to 30")]
    [InlineData("after=-1", "after", "whole number")]
    [InlineData("callsid=CA1&kind=x", "kind", "callSid")]
    public async Task Invalid_parameter_is_refused_with_400_and_its_rule(string query, string name, string rule)
    {
        using var response = await _sandbox.SendAsync(HttpMethod.Get, $"/sandbox/events?{query}");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Contains(rule, problem.GetProperty("errors").GetProperty(name)[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wait_ends_with_the_first_matching_event()
    {
        using var client = _sandbox.CreateHttpClient();
        var waiting = client.GetFromJsonAsync<JsonElement>("/sandbox/events?wait=30&client=alice&type=client", TestContext.Current.CancellationToken);
        using var bob = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "bob"));
        Assert.False(waiting.IsCompleted);
        using var alice = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "alice"));
        Assert.Equal("client.registered", Assert.Single((await waiting).EnumerateArray()).Text("type"));
    }

    [Fact]
    public async Task Wait_ends_empty_after_its_time()
    {
        using var client = _sandbox.CreateHttpClient();
        var timers = _sandbox.Timers;
        var waiting = client.GetFromJsonAsync<JsonElement>("/sandbox/events?wait=2", TestContext.Current.CancellationToken);
        await timers.CreatedAsync(TimeSpan.FromSeconds(2));
        _sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(waiting.IsCompleted);
        _sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty((await waiting).EnumerateArray());
    }

    [Theory]
    [InlineData("/sandbox/events/stream", "*/*", null)]
    [InlineData("/sandbox/events/stream", "*/*", "2")]
    public async Task Stream_has_past_and_future_events(string path, string accept, string? lastId)
    {
        using var alice = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "alice"));
        await using var stream = await EventStream.OpenAsync(_sandbox, path, accept, lastId);
        if (lastId is null)
        {
            Assert.Equal((1, "token.accepted"), await stream.NextAsync());
            Assert.Equal((2, "client.registered"), await stream.NextAsync());
        }

        using var bob = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "bob"));
        Assert.Equal((3, "token.accepted"), await stream.NextAsync());
    }

    [Fact]
    public async Task Stream_opens_before_the_first_event()
    {
        await using var stream = await EventStream.OpenAsync(_sandbox, "/sandbox/events/stream");
        using var alice = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "alice"));
        Assert.Equal((1, "token.accepted"), await stream.NextAsync());
    }

    [Fact]
    public async Task Slow_stream_reader_delays_no_other()
    {
        await using var slow = await EventStream.OpenAsync(_sandbox, "/sandbox/events/stream");
        await using var quick = await EventStream.OpenAsync(_sandbox, "/sandbox/events/stream?type=client");
        using var alice = await _sandbox.ConnectAsync(_sandbox.Token(incoming: "alice"));
        for (var i = 0; i < 5; i++)
        {
            using var noisy = await _sandbox.ConnectAsync(_sandbox.Token(outgoing: "noisy"));
            await noisy.FloodAsync(2000, _ => noisy.SendTextAsync("no JSON"));
        }

        await alice.ExpectSilenceAsync();
        Assert.Equal((2, "client.registered"), await quick.NextAsync());
    }

    [Fact]
    public async Task Sandbox_stops_while_a_stream_is_open()
    {
        await using var stream = await EventStream.OpenAsync(_sandbox, "/sandbox/events/stream");
        await _sandbox.DisposeAsync();
        Assert.Null(await stream.NextAsync());
    }
}
