using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TokenApi.Voice;
using TwilioTokens;
using TokenApi.Tests.Session;

namespace TokenApi.Tests;

/// <summary>Sends many requests to every endpoint, and searches responses, logs and traces for secrets.</summary>
public partial class LeakTests(IdentityProvider provider)
{
    private const string Malformed = "ReplacementThatIsTooLongToBeASecret";

    /// <summary>Every secret, by its configuration key.</summary>
    private static readonly Dictionary<string, string> s_secrets = typeof(TwilioOptions).GetProperties()
        .Select(property => property.Name)
        .Where(name => name.EndsWith("AuthToken", StringComparison.Ordinal) || name.EndsWith("Secret", StringComparison.Ordinal))
        .ToDictionary(name => $"Twilio:{name}", name => $"Secret{name}".PadRight(32, 'x'));

    private static readonly string[] s_bodies = ["", "{}", """{"name":"alice"}""", """{"incoming":true,"outgoing":true,"params":{"k":"v"}}""", """{"ttl":""", "To=bob"];

    [Theory]
    [InlineData("Production", false)]
    [InlineData("Development", false)]
    [InlineData("Development", true)]
    public async Task No_response_log_or_trace_contains_a_secret(string environment, bool broken)
    {
        using var spans = new SpanRecorder();
        var (app, lines) = (broken ? TokenApiApp.WithClock(new BrokenClock(), environment, s_secrets) : TokenApiApp.In(environment, s_secrets), new List<string>());
        using (app)
        {
            foreach (var client in new[] { app.CreateClient(), app.CreateClient() })
            {
                foreach (var request in Requests(app))
                {
                    var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
                    lines.Add($"{request.Method} {request.RequestUri}: {response} {await response.Text()}");
                }

                // Before the second client, the configuration gets an error.
                app.Change("Twilio:AuthToken", Malformed);
            }
        }

        Assert.Contains(lines, line => line.Contains(broken ? "service-fault" : "\"token\":", StringComparison.Ordinal));
        Assert.NotEmpty(spans.Spans);
        AssertClean([.. s_secrets.Values, Malformed], lines.Concat(app.Logs.Lines).Concat(spans.Spans.Select(Text)));
        // Issued tokens are secret too. Their signatures are unique.
        AssertClean(lines.SelectMany(Signatures), app.Logs.Lines.Concat(spans.Spans.Select(Text)));
    }

    [Fact]
    public async Task No_response_log_or_trace_contains_the_client_secret_or_a_bearer_token()
    {
        using var spans = new SpanRecorder();
        var (app, lines) = (TokenApiApp.WithProvider(provider, "Development"), new List<string>());
        var token = await provider.IssueToMachine("robot");
        using (app)
        {
            await ProviderSignInTests.SignIn(ProviderSignInTests.NewBrowser(app), "alice@example.com");
            foreach (var authorization in new[] { $"Bearer {token}", $"Bearer {token}x" })
            {
                foreach (var request in Requests(app))
                {
                    request.Headers.TryAddWithoutValidation("Authorization", authorization);
                    var response = await app.CreateClient(new() { AllowAutoRedirect = false }).SendAsync(request, TestContext.Current.CancellationToken);
                    lines.Add($"{request.Method} {request.RequestUri}: {response} {await response.Text()}");
                }
            }
        }

        Assert.Contains(lines, line => line.Contains("\"token\":", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("bad-bearer-token", StringComparison.Ordinal));
        AssertClean([IdentityProvider.ClientSecret, token.Split('.')[2]], lines.Concat(app.Logs.Lines).Concat(spans.Spans.Select(Text)));
    }

    private static void AssertClean(IEnumerable<string> secrets, IEnumerable<string> lines)
    {
        var leaks = new Leaks(secrets);
        Assert.All(lines, line => Assert.Empty(leaks.In(line)));
    }

    // {"token":"header.payload.signature", …}
    private static IEnumerable<string> Signatures(string line) => Token().Matches(line).Select(token => token.Groups[1].Value);

    [GeneratedRegex(@"""token"":""[\w-]+\.[\w-]+\.([\w-]+)""")]
    private static partial Regex Token();

    [Theory]
    [InlineData("key=Pa55word-Pa55word!")]
    [InlineData("50613535776F72642D50613535776F726421")]
    [InlineData("50613535776f72642d50613535776f726421")]
    [InlineData("eyJrIjoiUGE1NXdvcmQtUGE1NXdvcmQhIn0")] // {"k":"…"}
    [InlineData("eyJrayI6IlBhNTV3b3JkLVBhNTV3b3JkISJ9")] // {"kk":"…"}
    [InlineData("eyJra2siOiJQYTU1d29yZC1QYTU1d29yZCEifQ==")] // {"kkk":"…"}
    public void Secrets_are_found_in_every_encoding(string text)
    {
        Assert.NotEmpty(new Leaks(["Pa55word-Pa55word!"]).In(text));
        Assert.Empty(new Leaks(["Pa55word+Pa55word!"]).In(text));
    }

    private static IEnumerable<HttpRequestMessage> Requests(TokenApiApp app) =>
        from endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["GET"]
        from body in method == "GET" ? [""] : s_bodies
        from contentType in body.Length == 0 ? [""] : new[] { "application/json", "application/x-www-form-urlencoded" }
        select Request(method, Path(endpoint), body, contentType);

    private static HttpRequestMessage Request(string method, string path, string body, string contentType)
    {
        var request = new HttpRequestMessage(new(method), path);
        if (contentType.Length > 0)
        {
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(contentType));
        }

        (string, string)[] form = body == "To=bob" ? [("To", "bob")] : [];
        request.Headers.Add(VoiceRequest.SignatureHeader, TwilioSignature.Compute(s_secrets["Twilio:AuthToken"], $"http://localhost{path}", form));
        return request;
    }

    private static string Path(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(
        segment => string.Concat(segment.Parts.Select(part => part is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal ? literal.Content : "v1"))));

    private static string Text(Activity span) => string.Join(' ', [
        span.DisplayName,
        span.StatusDescription ?? "",
        .. span.TagObjects.Concat(span.Events.SelectMany(@event => @event.Tags)).Select(tag => $"{tag.Key}={(tag.Value is string[] texts ? string.Join(' ', texts) : tag.Value)}"),
        .. span.Baggage.Select(item => $"{item.Key}={item.Value}")]);
}
