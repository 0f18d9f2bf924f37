using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using TokenApi.Http;
using TokenApi.Tests.SignIn;

namespace TokenApi.Tests.Api;

public class ErrorCatalogueTests(TokenApiApp app, IdentityProvider provider) : IClassFixture<TokenApiApp>
{
    private const string Capability = "/api/tokens/capability";

    public static TheoryData<string> Codes => [.. Errors.All.Select(error => error.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Every_error_is_answered_as_the_catalogue_says(string code)
    {
        var error = Errors.All.Single(error => error.Code == code);

        using var response = await Provoke(error);

        var problem = await Problem.Of(response, (HttpStatusCode)(error == Errors.Refused ? StatusTeapot : error.Status));
        Assert.Equal(code, problem.Code);
        Assert.StartsWith($"{error.Title}. ", problem.Detail, StringComparison.Ordinal);
        Assert.EndsWith($" {error.Fix}", problem.Detail, StringComparison.Ordinal);
    }

    /// <summary>A request for each error: an entry of the catalogue that nothing provokes fails here.</summary>
    private async Task<HttpResponseMessage> Provoke(ApiError error) => error.Code switch
    {
        "invalid-request" => await (await app.SignedInAs("alice")).PostText(Capability, "{}"),
        "unreadable-request" => await app.CreateClient().PostText("/voice", $"{new string('k', 3000)}=v", "application/x-www-form-urlencoded"),
        "not-signed-in" => await app.CreateClient().PostText(Capability, """{"incoming":true}"""),
        "bad-bearer-token" => await Of(TokenApiApp.WithProvider(provider), secured => secured.CreateClient().GetWith("/api/session", "Authorization", "Bearer x")),
        "cross-origin" => await app.CreateClient().DeleteWith("/api/session", "Sec-Fetch-Site", "cross-site"),
        "sign-in-failed" => await Of(TokenApiApp.WithProvider(provider), secured => ProviderSignInTests.SignIn(ProviderSignInTests.NewBrowser(secured), user: null)),
        "identity-refused" => await Of(
            TokenApiApp.WithProvider(provider), secured => ProviderSignInTests.SignIn(ProviderSignInTests.NewBrowser(secured), $"{new string('a', 110)}@example.com")),
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
        _ => throw new NotSupportedException($"No request here provokes {error.Code}. Add one."),
    };

    [Fact]
    public void Catalogue_holds_every_error_once()
    {
        var fields = typeof(Errors).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).Cast<ApiError>();

        Assert.Equal(fields, Errors.All);
        Assert.Equal(Errors.All.Count, Errors.All.Select(error => error.Code).Distinct().Count());
    }

    [Fact]
    public async Task Page_that_the_type_leads_to_explains_every_error()
    {
        var page = await app.CreateClient().Get("/api/errors");

        Assert.Equal(new MediaTypeHeaderValue("text/html", "utf-8"), page.Content.Headers.ContentType);
        var html = WebUtility.HtmlDecode(await page.Text());
        Assert.All(Errors.All, error => Assert.Contains($"""<h2 id="{error.Code}">""", html, StringComparison.Ordinal));
        Assert.All(Errors.All, error => Assert.Contains($"<p>{error.Status}: {error.Title}. {error.Fix}</p>", html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Documentation_lists_exactly_the_catalogue()
    {
        var documentation = await File.ReadAllTextAsync(DocumentationPath(), TestContext.Current.CancellationToken);

        var sections = Errors.All.Select(error =>
            $"## {error.Code}\n\n{error.Status}: {error.Title}. {error.Fix}\n"
            + (error.TwilioCode is { } code ? $"\nTwilio reports it as [error {code}](https://www.twilio.com/docs/api/errors/{code}).\n" : ""));
        Assert.Equal(string.Join('\n', sections), documentation[documentation.IndexOf("## ", StringComparison.Ordinal)..]);
    }

    private static string DocumentationPath([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/errors.md");

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

    /// <summary>Something in the pipeline that refuses in its own way, as middleware of ASP.NET Core does.</summary>
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
