using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace TokenApi.Http;

/// <summary>The page that every error's <c>type</c> leads to: the catalogue, for people.</summary>
internal static class ErrorPage
{
    public const string Path = "/api/errors";

    public static void MapErrorPage(this IEndpointRouteBuilder app) => app.MapGet(Path, Show).ExcludeFromDescription();

    private static ContentHttpResult Show() => TypedResults.Text(
        $"""
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <title>Errors of TokenApi</title>
        <h1>Errors of TokenApi</h1>
        {string.Concat(Errors.All.Select(Section))}
        </html>
        """,
        "text/html",
        Encoding.UTF8);

    private static string Section(ApiError error) =>
        $"""

        <h2 id="{error.Code}"><code>{error.Code}</code></h2>
        <p>{error.Status}: {WebUtility.HtmlEncode(error.Title)}. {WebUtility.HtmlEncode(error.Fix)}</p>
        {(error.TwilioCode is { } code ? $"<p>Twilio reports it as <a href=\"https://www.twilio.com/docs/api/errors/{code}\">error {code}</a>.</p>" : "")}
        """;
}
