using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace TwilioSandbox.Tests.Access;

public sealed class UnknownAddressTests : IDisposable
{
    private readonly SandboxApp _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Unknown_path_is_not_found_and_says_where_the_REST_API_is()
    {
        using var http = _sandbox.CreateClient();
        using var answer = await http.PostAsync("/v2/Services", null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Contains("/2010-04-01/Accounts/{AccountSid}", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
