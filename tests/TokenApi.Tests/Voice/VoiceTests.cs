using System.Diagnostics;
using System.Net;
using System.Xml.Linq;
using TokenApi.Voice;

namespace TokenApi.Tests.Voice;

public class VoiceTests(TokenApiApp app) : IClassFixture<TokenApiApp>
{
    private const string Rejection = """<Reject reason="rejected"></Reject>""";
    private const string DialBob = """<Dial answerOnBridge="true"><Client>bob</Client></Dial>""";

    [Fact]
    public async Task Call_to_a_client_dials_the_client()
    {
        var response = await Post("/voice", [("To", "bob"), ("From", "client:alice")]);

        Assert.Equal("text/xml", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(DialBob, await Verb(response));
    }

    [Fact]
    public async Task Request_joins_the_trace_of_its_sender()
    {
        const string trace = "0af7651916cd43dd8448eb211c80319c";
        using var spans = new SpanRecorder();

        await app.CreateClient().GetWith("/voice?To=bob", "traceparent", $"00-{trace}-b7ad6b7169203331-01");

        Assert.Contains(spans.Spans, span => span.Kind == ActivityKind.Server && span.TraceId.ToHexString() == trace);
    }

    // Computed with getExpectedTwilioSignature of the npm package twilio 6.2.0.
    [Fact]
    public async Task Signature_made_by_Twilios_library_is_accepted()
    {
        var response = await Post("/voice", "To=bob&From=client%3Aalice", "0QoAmVY/Zt/iNdxQpcNeIAnZ/jw=");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Signature_covers_query_and_unusual_fields()
    {
        var response = await Post(
            "/voice?a=1&b=%20x&c=", [("To", "bob"), ("to", "eve"), ("Z", ""), ("note", "ä 😀+&="), ("k", "2"), ("k", "1"), ("k", "2")]);

        Assert.Equal(DialBob, await Verb(response));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("not base64")]
    public async Task Request_without_a_valid_signature_is_forbidden(string? signature) =>
        await Problem.Of(await Post("/voice", "To=bob&From=client%3Aalice", signature), HttpStatusCode.Forbidden);

    [Theory]
    [InlineData("/voice", "To=eve&From=client%3Aalice")]
    [InlineData("/voice", "To=bob&From=client%3Aalice&Extra=1")]
    [InlineData("/voice", "To=bob")]
    [InlineData("/voice?a=1", "To=bob&From=client%3Aalice")]
    [InlineData("/VOICE", "To=bob&From=client%3Aalice")]
    public async Task Signature_covers_address_and_form(string path, string form)
    {
        var signature = Sign("http://localhost/voice", [("To", "bob"), ("From", "client:alice")]);

        await Problem.Of(await Post(path, form, signature), HttpStatusCode.Forbidden);
    }

    // Computed with the npm package twilio 6.2.0. The parameters of a GET are part of the address.
    [Theory]
    [InlineData("/voice?To=bob&From=client%3Aalice", "qblcHZTdAWiwp3GUiljvilELD28=")]
    [InlineData("/voice?To=bob&from=x&Empty=&note=a+b%20c'd%C3%A4", "ET2TQzt3bmicvh61onVoe7KfVt0=")]
    public async Task Query_signed_by_Twilios_library_is_accepted(string path, string signature)
    {
        var response = await Get(path, signature);

        Assert.Equal(DialBob, await Verb(response));
    }

    [Theory]
    [InlineData("/voice?To=eve&From=client%3Aalice")]
    [InlineData("/voice?To=bob&From=client:alice")]
    [InlineData("/voice?From=client%3Aalice&To=bob")]
    [InlineData("/voice?To=bob&From=client%3Aalice&")]
    [InlineData("/voice")]
    public async Task Signature_covers_the_query_as_it_was_sent(string path) =>
        await Problem.Of(await Get(path, "qblcHZTdAWiwp3GUiljvilELD28="), HttpStatusCode.Forbidden);

    [Theory]
    [InlineData("/voice?to=bob")]
    [InlineData("/voice?To=bob&To=eve")]
    [InlineData("/voice")]
    public async Task Query_without_one_client_name_is_rejected(string path) =>
        Assert.Equal(Rejection, await Verb(await Get(path, Sign($"http://localhost{path}", []))));

    [Fact]
    public async Task Refusal_logs_the_address_without_the_query()
    {
        using var own = new TokenApiApp();

        await own.CreateClient().Signed("wrong").Get("/voice?To=bob&secret=Pa55word");

        Assert.Contains("http://localhost/voice?…", Assert.Single(own.Logs.From<VoiceCall>()), StringComparison.Ordinal);
        Assert.All(own.Logs.From<VoiceCall>(), line => Assert.DoesNotContain("Pa55word", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Body_that_is_not_a_form_is_refused()
    {
        await Problem.Of(await app.CreateClient().PostText("/voice", "{}"), HttpStatusCode.UnsupportedMediaType);
        await Problem.Of(await Post("/voice", $"{new string('k', 3000)}=v", "x"), HttpStatusCode.BadRequest);
    }

    private static async Task<string> Verb(HttpResponseMessage response) =>
        Assert.Single(XElement.Parse(await response.Text()).Elements()).ToString(SaveOptions.DisableFormatting);

    private Task<HttpResponseMessage> Get(string path, string signature) => app.CreateClient().Signed(signature).Get(path);

    private Task<HttpResponseMessage> Post(string path, (string Key, string Value)[] fields) =>
        Post(path, string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}")), Sign($"http://localhost{path}", fields));

    private Task<HttpResponseMessage> Post(string path, string form, string? signature) =>
        app.CreateClient().Signed(signature).PostText(path, form, "application/x-www-form-urlencoded");

    private static string Sign(string url, (string Key, string Value)[] fields) => TwilioSignature.Compute(TestAccount.AuthToken, url, fields);
}
