using EndToEnd.Harness;
using EndToEnd.Tests.Support;
using Microsoft.Playwright;

namespace EndToEnd.Tests;

/// <summary>Somebody is signed in, and visits a page that wants to use that. What a page can make a browser send, a real one sends.</summary>
public sealed class CrossSiteTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    // Scripts of the other page. This is what browsers send anywhere without asking first. Only TokenApi's log tells what was answered.
    private static readonly string[] s_unasked =
    [
        PostForm("application/x-www-form-urlencoded"),
        PostForm("multipart/form-data"),
        PostForm("text/plain"),
        Post("""'{"name":"eve"}'"""),
        Post("""'{"incoming":true}'"""),
        Post("""new Blob(['{"incoming":true}'])"""), // without a Content-Type
        Post("null"),
        """url => { navigator.sendBeacon(url, '{"incoming":true}'); }""",
    ];

    // And this they send, or show to the page, only if the application says that it may.
    private static readonly string[] s_asked =
    [
        Fetch("{ credentials: 'include' }"),
        Fetch("{ method: 'DELETE', credentials: 'include' }"),
        Fetch("""{ method: 'POST', credentials: 'include', headers: { 'Content-Type': 'application/json' }, body: '{"name":"eve"}' }"""),
        Fetch("""{ method: 'POST', credentials: 'omit', headers: { 'Content-Type': 'application/json' }, body: '{"name":"eve"}' }"""),
    ];

    /// <param name="host">To a browser, <c>localhost</c> is the same site as the application, whatever the port, and gets its cookies. The other is not.</param>
    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task Page_of_another_origin_can_neither_change_nor_read_anything(string host)
    {
        var own = (await VisitAsync(Unique("victim"), Application.DevelopmentPageUrl)).Page;
        // Without the name of a window, which no other page could send: the easiest victim.
        Assert.Equal("answered 200", await own.EvaluateAsync<string>(
            Fetch("""{ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"name":"victim"}' }"""), "/api/session"));
        var refused = 0;
        var cookies = await CookiesAsync(own.Context);
        using var site = new EvilSite(host);
        var evil = await own.Context.NewPageAsync();
        await evil.GotoAsync(site.Url.ToString());

        foreach (var url in from origin in (Uri[])[Application.DevelopmentPageUrl, Application.TokenApiUrl]
                            from path in (string[])["/api/session", "/api/tokens/capability"]
                            select new Uri(origin, path).ToString())
        {
            foreach (var attack in s_unasked)
            {
                await evil.EvaluateAsync(attack, url);
                await Application.Logs.WaitForAsync($"from a page of another origin, {site.Url.GetLeftPart(UriPartial.Authority)}", ++refused);
            }

            foreach (var attack in s_asked)
            {
                Assert.Equal("stopped by the browser", await evil.EvaluateAsync<string>(attack, url));
            }
        }

        Assert.Equal(cookies, await CookiesAsync(own.Context));
        Assert.Equal("victim", await own.EvaluateAsync<string>("async () => (await (await fetch('/api/session')).json()).name"));
    }

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
