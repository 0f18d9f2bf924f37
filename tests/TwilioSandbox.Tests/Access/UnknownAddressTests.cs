using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace TwilioSandbox.Tests.Access;

public sealed class UnknownAddressTests : IDisposable
{
    private readonly SandboxApp _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Unknown_path_is_not_found_and_says_that_there_is_no_REST_API()
    {
        using var http = _sandbox.CreateClient();
        using var answer = await http.PostAsync("/2010-04-01/Accounts/AC00000000000000000000000000facade/Calls.json", null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Contains("does not have Twilio's REST API", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
