using EndToEnd.Harness;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Page;

/// <summary>Cross-site requests, sent by a page of another origin in the browser of a signed-in person.</summary>
public sealed class CrossSiteTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    // Simple requests, which browsers send without a preflight request. Browsers hide the answer, so the test looks at the session afterwards.
    private static readonly string[] s_simple =
    [
        PostForm("application/x-www-form-urlencoded"),
        PostForm("multipart/form-data"),
        PostForm("text/plain"),
        Post("""'{"name":"eve"}'"""),
        Post("""'{"incoming":true}'"""),
        Post("""new Blob(['{"incoming":true}'])"""), // Without a Content-Type.
        Post("null"),
        """url => { navigator.sendBeacon(url, '{"incoming":true}'); }""",
    ];

    // Requests whose sending or whose answer needs the permission of the application.
    private static readonly string[] s_preflighted =
    [
        Fetch("{ credentials: 'include' }"),
        Fetch("{ method: 'DELETE', credentials: 'include' }"),
        Fetch("""{ method: 'POST', credentials: 'include', headers: { 'Content-Type': 'application/json' }, body: '{"name":"eve"}' }"""),
        Fetch("""{ method: 'POST', credentials: 'omit', headers: { 'Content-Type': 'application/json' }, body: '{"name":"eve"}' }"""),
    ];

    /// <param name="host"><c>localhost</c> is the same site as the application on any port, and gets its cookies; <c>127.0.0.1</c> is another site.</param>
    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task Page_of_another_origin_cannot_change_or_read_anything(string host)
    {
        var own = (await VisitAsync(Unique("victim"), Application.DevelopmentPageUrl)).Page;
        // Without the header X-Session, which a page of another origin cannot send.
        Assert.Equal("answered 200", await own.EvaluateAsync<string>(
            Fetch("""{ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"name":"victim"}' }"""), "/api/session"));
        var cookies = await CookiesAsync(own.Context);
        using var site = new EvilSite(host);
        var evil = await own.Context.NewPageAsync();
        await evil.GotoAsync(site.Url.ToString());

        foreach (var url in from origin in (Uri[])[Application.DevelopmentPageUrl, Application.TokenApiUrl]
                            from path in (string[])["/api/session", "/api/tokens/capability"]
                            select new Uri(origin, path).ToString())
        {
            foreach (var attack in s_simple)
            {
                await evil.EvaluateAsync(attack, url);
            }

            foreach (var attack in s_preflighted)
            {
                Assert.Equal("stopped by the browser", await evil.EvaluateAsync<string>(attack, url));
            }
        }

        await IsRefusedAsync(evil, site.Url.GetLeftPart(UriPartial.Authority));
        Assert.Equal(cookies, await CookiesAsync(own.Context));
        Assert.Equal("victim", await own.EvaluateAsync<string>("async () => (await (await fetch('/api/session')).json()).name"));
    }

    // TokenApi logs one refusal a second, and other tests attack at the same time.
    private async Task IsRefusedAsync(IPage evil, string origin) => await Wait.UntilAsync(
        $"the log to have a refusal of {origin}",
        async () =>
        {
            await evil.EvaluateAsync(s_simple[^1], new Uri(Application.TokenApiUrl, "/api/session").ToString());
            return Application.Logs.GetSnapshot();
        },
        records => records.Any(record => record.Text().Contains($"from a page of another origin, {origin}", StringComparison.Ordinal)),
        interval: TimeSpan.FromMilliseconds(330));

    private static string PostForm(string type) => $$"""
        url => {
            const form = document.body.appendChild(document.createElement('form'));
            Object.assign(form, { action: url, method: 'POST', enctype: '{{type}}', target: 'hidden' });
            Object.assign(form.appendChild(document.createElement('input')), { name: '{"incoming":true,"params":{"x":"', value: '"} }' });
            form.submit();
        }
        """;

    private static string Post(string body) =>
        $"async url => {{ await fetch(url, {{ method: 'POST', mode: 'no-cors', credentials: 'include', body: {body} }}).catch(() => {{}}); }}";

    private static string Fetch(string options) =>
        $"async url => {{ try {{ return 'answered ' + (await fetch(url, {options})).status; }} catch {{ return 'stopped by the browser'; }} }}";

    private static async Task<string[]> CookiesAsync(IBrowserContext context) => [.. (await context.CookiesAsync()).Select(cookie => $"{cookie.Name}={cookie.Value}")];
}
