using System.Net;
using System.Text.Json.Nodes;
using TokenApi.Errors;

namespace TokenApi.Tests.Support;

/// <summary>RFC 9457 problem details, read from a response and compared with the catalog.</summary>
internal sealed record Problem(string Code, string Detail, IReadOnlyDictionary<string, string[]> Errors)
{
    public static async Task<Problem> Of(HttpResponseMessage response, HttpStatusCode status)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);

        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject();
        Assert.Equal((int)status, body["status"]!.GetValue<int>());
        var error = Assert.Single(ErrorCatalog.All, error => error.Code == body["code"]!.GetValue<string>());
        Assert.Equal($"/api/errors#{error.Code}", body["type"]!.GetValue<string>());
        Assert.Equal(error.Title, body["title"]!.GetValue<string>());
        Assert.Equal(error.TwilioCode, body["twilioCode"]?.GetValue<int>());

        var errors = body["errors"]?.AsObject().ToDictionary(
            field => field.Key, field => field.Value!.AsArray().Select(rule => rule!.GetValue<string>()).ToArray());
        return new(error.Code, body["detail"]!.GetValue<string>(), errors ?? []);
    }
}
