using System.Net;
using System.Net.Http.Headers;

namespace TwilioSandbox.Tests.Sdk;

/// <summary>An application that changes nothing for the sandbox: one script before the SDK, and a Device without options.</summary>
public sealed class QuickstartTests(SdkPages pages) : SdkTest(pages)
{
    [Fact]
    public async Task Quickstart_page_calls_without_device_options()
    {
        var (bob, alice) = (await OpenAsync("bob"), await OpenAsync("alice"));
        await alice.Page.EvaluateAsync("""
            async (token) => {
              const device = new Twilio.Device(token);
              device.on('incoming', (call) => call.accept());
              await device.register();
              phone.says(`registered at ${device.edge}, home ${device.home}`);
            }
            """, $"{Token("alice")}");
        await alice.SaysAsync("registered at ashburn, home us1");

        await bob.Page.EvaluateAsync("""
            async (token) => {
              const device = new Twilio.Device(token);
              const call = await device.connect({ params: { To: 'alice' } });
              call.on('accept', () => phone.says('accept'));
            }
            """, $"{Token("bob")}");
        await bob.SaysAsync("accept");
        await bob.HearsAsync();
        await Sandbox.EventAsync("insights.event", reported => reported.Text("message") == "connection accepted-by-remote");
    }

    [Theory]
    [InlineData("dublin", "dublin", "ie1")]
    [InlineData("roaming", "ashburn", "us1")]
    public async Task Edge_and_home_follow_the_host_that_the_device_opens(string edge, string connected, string home)
    {
        var alice = await OpenAsync("alice");
        await alice.Page.EvaluateAsync("""
            async ([token, edge]) => {
              const device = new Twilio.Device(token, { edge });
              await device.register();
              phone.says(`${device.edge} ${device.home}`);
            }
            """, new[] { $"{Token("alice")}", edge });
        await alice.SaysAsync($"{connected} {home}");
    }

    [Theory]
    [InlineData("http://localhost:3000", true)]
    [InlineData("https://attacker.example", false)]
    public async Task Only_pages_of_this_machine_may_use_insights(string origin, bool allowed)
    {
        Sandbox.StartServer();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/twilio/eventgw.twilio.com/v4/EndpointEvents")
        {
            Content = new StringContent("""{"group":"connection","name":"test","payload":{}}""", MediaTypeHeaderValue.Parse("application/json")),
            Headers = { { "Origin", origin } },
        };
        using var client = Sandbox.CreateClient();
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(allowed ? HttpStatusCode.OK : HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(allowed, response.Headers.Contains("Access-Control-Allow-Origin"));
    }
}
