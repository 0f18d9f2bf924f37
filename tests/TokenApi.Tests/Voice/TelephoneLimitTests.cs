using TokenApi.Voice;

namespace TokenApi.Tests.Voice;

public sealed class TelephoneLimitTests : IDisposable
{
    private const string Number = "+442071838750";

    private readonly TokenApiApp _app = new()
    {
        Settings = { ["Twilio:CallerId"] = "+15551234567", ["Twilio:AllowedCountryPrefixes:0"] = "+44", ["Voice:TelephoneCallsPerHour"] = "2" },
    };

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Call_above_the_hourly_limit_of_a_client_is_rejected_with_one_log_line()
    {
        Assert.Contains("<Number>", await Call("client:alice", Number), StringComparison.Ordinal);
        Assert.Contains("<Number>", await Call("client:alice", Number), StringComparison.Ordinal);

        Assert.Contains("<Reject", await Call("client:alice", Number), StringComparison.Ordinal);

        Assert.Contains("client:alice has reached the limit Voice:TelephoneCallsPerHour", Assert.Single(_app.Logs.From<VoiceCall>()), StringComparison.Ordinal);
        Assert.Contains("<Number>", await Call("client:bob", Number), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_to_clients_and_rejected_numbers_do_not_count()
    {
        for (var i = 0; i < 3; i++)
        {
            Assert.Contains("<Client>", await Call("client:alice", "bob"), StringComparison.Ordinal);
            Assert.Contains("<Reject", await Call("client:alice", "+4915112345678"), StringComparison.Ordinal);
        }

        Assert.Contains("<Number>", await Call("client:alice", Number), StringComparison.Ordinal);
    }

    private async Task<string> Call(string from, string to)
    {
        var path = $"/voice?To={Uri.EscapeDataString(to)}&From={Uri.EscapeDataString(from)}";
        var client = _app.CreateClient().Signed(TwilioSignature.Compute(TestAccount.AuthToken, $"http://localhost{path}"));
        return await (await client.Get(path)).Text();
    }
}
