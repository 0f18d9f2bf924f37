using EndToEnd.Harness;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Faults;

/// <summary>TokenApi is down or answers with an error, or a file of the page is missing.</summary>
internal static class ApiFaults
{
    private const string Down = "TokenApi cannot be reached.";
    private const string CheckIt = "Check that it is running";

    public static IEnumerable<Fault> All =>
    [
        new("API down when the page opens", Down, "This page tries again by itself every few seconds.", async test =>
        {
            var alice = await test.VisitAsync();
            await alice.Page.RouteAsync("**/api/client", route => route.AbortAsync());
            await alice.Page.ReloadAsync();
            return await test.AlertOfAsync(alice, Down);
        }),
        new("API down when signing in", Down, CheckIt, async test =>
        {
            var alice = await test.VisitAsync();
            await alice.Page.RouteAsync("**/api/session", route => route.AbortAsync());
            await alice.PressSignInAsync();
            return await test.AlertOfAsync(alice, Down);
        }),
        new("API behind a proxy that answers 502", Down, CheckIt, test => test.RegisterWithAsync(Down, Tokens(route =>
            route.FulfillAsync(new() { Status = 502, ContentType = "text/html", Body = "<h1>Bad Gateway</h1>" })))),
        new("too many tokens", "too many tokens", "Wait a minute", test => test.RegisterWithAsync("too many", Tokens(Problem(429)))),
        new("no API key", "Access tokens need an API key", "Set Twilio:ApiKeySid", test => test.RegisterWithAsync("API key", Tokens(Problem(501)), TokenKind.Access)),
        new("name with an invalid character", "is not a valid name", "letters (A to Z), digits or underscores", async test =>
        {
            var alice = await test.VisitAsync();
            await alice.PressSignInAsync("alice!");
            return await test.AlertOfAsync(alice, "is not a valid name");
        }),
        new("SDK file missing", "could not be loaded", "Is the server of this page still running?", async test =>
        {
            var alice = await test.VisitAsync(page => page.RouteAsync("**/assets/twilio-*", route => route.AbortAsync()));
            await alice.SignInAsync();
            await alice.PressRegisterAsync();
            return await test.AlertOfAsync(alice, "could not be loaded");
        }),
    ];

    private static Func<Phone, Task> Tokens(Func<IRoute, Task> answer) => alice => alice.Page.RouteAsync("**/api/tokens/*", answer);

    private static Func<IRoute, Task> Problem(int status) => route =>
        route.FulfillAsync(new() { Status = status, ContentType = "application/problem+json", Body = $$"""{"status":{{status}},"title":"Refused"}""" });
}
