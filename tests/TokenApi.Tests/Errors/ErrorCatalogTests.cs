using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using TokenApi.Errors;
using TokenApi.Tests.Session;

namespace TokenApi.Tests.Errors;

public class ErrorCatalogTests(TokenApiApp app, IdentityProvider provider) : IClassFixture<TokenApiApp>
{
    private const string Capability = "/api/tokens/capability";

    public static TheoryData<string> Codes => [.. ErrorCatalog.All.Select(error => error.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Every_error_is_answered_as_in_the_catalog(string code)
    {
        var error = ErrorCatalog.All.Single(error => error.Code == code);

        using var response = await Cause(error);

        var problem = await Problem.Of(response, (HttpStatusCode)(error == ErrorCatalog.Refused ? StatusTeapot : error.Status));
        Assert.Equal(code, problem.Code);
        Assert.StartsWith($"{error.Title}. ", problem.Detail, StringComparison.Ordinal);
        Assert.EndsWith($" {error.Fix}", problem.Detail, StringComparison.Ordinal);
    }

    /// <summary>Sends a request that causes the error.</summary>
    private async Task<HttpResponseMessage> Cause(ApiError error) => error.Code switch
    {
        "invalid-request" => await (await app.SignedInAs("alice")).PostText(Capability, "{}"),
        "unreadable-request" => await app.CreateClient().PostText("/voice", $"{new string('k', 3000)}=v", "application/x-www-form-urlencoded"),
        "unknown-host" => await Of(TokenApiApp.In("Development"), local => local.CreateClient(new() { BaseAddress = new("http://evil.example") }).Get("/api/client")),
        "two-sessions" => await app.CreateClient().GetWith("/api/session", "Cookie", "session=x; session=y"),
        "not-signed-in" => await app.CreateClient().PostText(Capability, """{"incoming":true}"""),
        "bad-bearer-token" => await Of(TokenApiApp.WithProvider(provider), secured => secured.CreateClient().GetWith("/api/session", "Authorization", "Bearer x")),
        "cross-origin" => await app.CreateClient().DeleteWith("/api/session", "Sec-Fetch-Site", "cross-site"),
        "sign-in-failed" => await Of(TokenApiApp.WithProvider(provider), secured => ProviderSignInTests.SignIn(ProviderSignInTests.NewBrowser(secured), user: null)),
        "identity-refused" => await Of(
            TokenApiApp.WithProvider(provider), secured => ProviderSignInTests.SignIn(ProviderSignInTests.NewBrowser(secured), $"{new string('a', 110)}@example.com")),
        "not-administrator" => await Of(TokenApiApp.WithProvider(provider), async secured =>
        {
            secured.Settings["Sessions:Administrators:0"] = "admin";
            return await secured.CreateClient().DeleteWith("/api/sessions/alice", "Authorization", $"Bearer {await provider.IssueToMachine("robot")}");
        }),
        "too-many-requests" => await Of(TokenApiApp.In("Production", new() { ["RateLimits:PerAddress"] = "1" }), async limited =>
        {
            await limited.CreateClient().Get("/api/session");
            return await limited.CreateClient().Get("/api/session");
        }),
        "bad-signature" => await app.CreateClient().Get("/voice?To=bob"),
        "unknown-address" => await app.CreateClient().Get("/api/nothing"),
        "no-demo-sign-in" => await Of(TokenApiApp.WithRealAccount(), real => real.CreateClient().PostText("/api/session", """{"name":"alice"}""")),
        "method-not-allowed" => await app.CreateClient().PutAsync("/voice", null, TestContext.Current.CancellationToken),
        "body-too-large" => await Of(new TokenApiApp(), served => served.CreateLoopbackClient().PostText("/api/session", new string(' ', 65 * 1024))),
        "wrong-content-type" => await app.CreateClient().PostText("/voice", "{}"),
        "refused" => await app.WithWebHostBuilder(host => host.ConfigureServices(services => services.AddTransient<IStartupFilter, Teapot>()))
            .CreateClient().Get("/tea"),
        "service-fault" => await Of(TokenApiApp.WithClock(new BrokenClock()), broken => broken.CreateClient().PostText("/api/session", """{"name":"alice"}""")),
        "no-api-key" => await Of(TokenApiApp.WithRealAccount("Development"), async keyless =>
            await (await keyless.SignedInAs("alice")).PostText("/api/tokens/access", """{"incoming":true}""")),
        // Nothing listens there.
        "not-ready" => await Of(TokenApiApp.In("Production", new() { ["ConnectionStrings:redis"] = "127.0.0.1:1,connectTimeout=100" }), lonely => lonely.CreateClient().Get("/api/session")),
        "sessions-unavailable" => await app
            .WithWebHostBuilder(host => host.ConfigureTestServices(services => services.AddStackExchangeRedisCache(cache => cache.Configuration = "127.0.0.1:1,connectTimeout=100")))
            .CreateClient().PostText("/api/session", """{"name":"alice"}"""),
        // Nothing listens there.
        "provider-unavailable" => await Of(TokenApiApp.WithRealAccount(), real =>
        {
            real.Settings["Authentication:Schemes:OpenIdConnect:Authority"] = "http://127.0.0.1:1";
            return real.CreateClient().Get("/api/session/login");
        }),
        _ => throw new NotSupportedException($"Add a request that causes {error.Code}."),
    };

    [Fact]
    public async Task Unknown_address_names_the_document_and_Scalar()
    {
        var problem = await Problem.Of(await app.CreateClient().Get("/nothing"), HttpStatusCode.NotFound);
        Assert.Contains("/openapi/v1.json", problem.Detail, StringComparison.Ordinal);
        Assert.Contains("/scalar", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Catalog_has_every_error_once()
    {
        var fields = typeof(ErrorCatalog).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).Cast<ApiError>();

        Assert.Equal(fields, ErrorCatalog.All);
        Assert.Equal(ErrorCatalog.All.Count, ErrorCatalog.All.Select(error => error.Code).Distinct().Count());
    }

    [Fact]
    public async Task Type_of_a_problem_leads_to_the_whole_catalog()
    {
        var catalog = JsonNode.Parse(await (await app.CreateClient().Get("/api/errors")).Text())!.AsArray();

        Assert.Equal(ErrorCatalog.All.Select(error => (error.Code, error.Fix)), catalog.Select(error => ($"{error!["code"]}", $"{error["fix"]}")));
    }

    private static async Task<HttpResponseMessage> Of(TokenApiApp other, Func<TokenApiApp, Task<HttpResponseMessage>> ask)
    {
        using (other)
        {
            var response = await ask(other);
            await response.Content.LoadIntoBufferAsync(TestContext.Current.CancellationToken);
            return response;
        }
    }

    private const int StatusTeapot = 418;

    /// <summary>Middleware that sets a status and no body.</summary>
    private sealed class Teapot : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => builder =>
        {
            next(builder);
            builder.Run(context =>
            {
                context.Response.StatusCode = StatusTeapot;
                return Task.CompletedTask;
            });
        };
    }
}
