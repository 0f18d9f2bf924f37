using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TwilioSandbox.Rest;
using TwilioSandbox.Tests.Calls;

namespace TwilioSandbox.Tests.Rest;

/// <summary>npm twilio, Twilio's own library, uses the REST API.</summary>
public sealed class NpmLibraryTests : CallTest
{
    [Fact]
    public async Task Library_reads_and_ends_calls_lists_recordings_and_calls_the_telephone()
    {
        using var call = await TestCall.RingAsync(Sandbox);
        var recording = Sandbox.Services.GetRequiredService<Recordings>().Add(call.CallerSid, [1], TimeSpan.FromSeconds(2), "RecordVerb");
        var seen = await RunAsync(call.CallerSid);
        Assert.Equal((2, "ringing", 20404), (seen.GetProperty("calls").GetInt32(), seen.Text("status"), seen.GetProperty("missing").GetInt32()));
        Assert.Equal(Sandbox.Clock.GetUtcNow(), seen.GetProperty("created").GetDateTimeOffset(), TimeSpan.FromSeconds(1));
        Assert.Equal([recording.Sid], seen.GetProperty("recordings").EnumerateArray().Select(sid => sid.ToString()));
        Assert.Equal("queued", seen.Text("telephone"));
        Assert.Equal("+15005550009", (await Sandbox.EventAsync("voice.said")).Text("client"));
        Assert.Equal((call.CallerSid, call.CallerSid), (seen.Text("ended"), (await HungUpAsync(call.Bob)).Sid));
    }

    private async Task<JsonElement> RunAsync(string callSid)
    {
        var modules = typeof(NpmLibraryTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "SdkFolder").Value + "node_modules";
        string[] args = [Path.Combine(AppContext.BaseDirectory, "Rest", "rest.cjs"), Sandbox.ClientOptions.BaseAddress.GetLeftPart(UriPartial.Authority), SandboxApp.AccountSid, SandboxApp.AuthToken, callSid];
        using var node = Process.Start(new ProcessStartInfo("node", args) { RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["NODE_PATH"] = modules } })!;
        var errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var text = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(SandboxApp.Limit);
        Assert.True(text.Length > 0, await errors);
        return JsonDocument.Parse(text).RootElement;
    }
}
