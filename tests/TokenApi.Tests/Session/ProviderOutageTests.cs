using System.Net;
using System.Net.Sockets;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using TokenApi.Session;

namespace TokenApi.Tests.Session;

/// <summary>An identity provider that accepts connections and never answers.</summary>
public sealed class ProviderOutageTests : IDisposable
{
    private readonly TcpListener _provider = new(IPAddress.Loopback, 0);
    private readonly TokenApiApp _app = TokenApiApp.WithRealAccount();

    public ProviderOutageTests()
    {
        _provider.Start();
        var address = $"http://{_provider.LocalEndpoint}";
        _app.Settings["Authentication:Schemes:OpenIdConnect:Authority"] = address;
        _app.Settings["Authentication:Schemes:Bearer:Authority"] = address;
        _app.Settings["Authentication:Schemes:Bearer:ValidAudience"] = IdentityProvider.Audience;
    }

    public void Dispose()
    {
        _app.Dispose();
        _provider.Dispose();
    }

    [Fact]
    public async Task Requests_that_need_the_provider_get_503_after_five_seconds()
    {
        var client = _app.CreateClient();
        // Less than the sum of the waits.
        client.Timeout = TimeSpan.FromSeconds(20);

        var answers = await Task.WhenAll(
            client.Get("/api/session/login"), client.Get("/api/session/login"), client.Get("/api/session/login"),
            Bearer(), Bearer(), Bearer());

        foreach (var answer in answers)
        {
            Assert.Equal("provider-unavailable", (await Problem.Of(answer, HttpStatusCode.ServiceUnavailable)).Code);
            Assert.Equal("5", answer.Headers.RetryAfter?.ToString());
        }

        // {"alg":"RS256","kid":"k"} {"sub":"robot"}
        Task<HttpResponseMessage> Bearer() => client.GetWith("/api/session", "Authorization", "Bearer eyJhbGciOiJSUzI1NiIsImtpZCI6ImsifQ.eyJzdWIiOiJyb2JvdCJ9.c2ln");
    }

    [Fact]
    public async Task Health_is_degraded()
    {
        var answer = await _app.CreateClient().Get("/health");

        Assert.Equal((HttpStatusCode.OK, "Degraded"), (answer.StatusCode, await answer.Text()));
    }

    [Fact]
    public async Task Requests_share_one_download()
    {
        var source = new SlowSource();
        var metadata = new ProviderMetadata(source, TimeSpan.FromMinutes(1));
        var (one, other) = (metadata.GetConfigurationAsync(TestContext.Current.CancellationToken), metadata.GetConfigurationAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, source.Downloads);

        source.Answer.SetException(new IOException());
        await Assert.ThrowsAsync<ProviderUnavailableException>(() => one);
        await Assert.ThrowsAsync<ProviderUnavailableException>(() => other);

        source.Answer = new();
        source.Answer.SetResult(new());
        Assert.NotNull(await metadata.GetConfigurationAsync(TestContext.Current.CancellationToken));
    }

    private sealed class SlowSource : IConfigurationManager<OpenIdConnectConfiguration>
    {
        public TaskCompletionSource<OpenIdConnectConfiguration> Answer { get; set; } = new();

        public int Downloads { get; private set; }

        public Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
        {
            Downloads++;
            return Answer.Task;
        }

        public void RequestRefresh() => throw new NotSupportedException();
    }
}
