using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using TokenApi.Tokens;

namespace TokenApi.Tests.Tokens;

public sealed class TokenAuditTests : IDisposable
{
    private const string Path = "/api/tokens/capability";

    private readonly TokenApiApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Issued_token_is_one_audit_line()
    {
        await (await _app.SignedInAs("alice")).PostText(Path, """{"outgoing":true,"incoming":true,"params":{"k":"Pa55word"},"ttl":600}""");

        var line = Assert.Single(_app.Logs.From<TokenAudit>());

        Assert.Contains(
            "Token issued: kind capability, identity alice, scopes incoming outgoing, ttl 600 s, expires 2023-11-14T22:23:20.0000000+00:00, jti none",
            line, StringComparison.Ordinal);
        Assert.DoesNotContain("Pa55word", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "{}", "application/json", HttpStatusCode.Unauthorized, "none")]
    [InlineData("alice", "{}", "application/json", HttpStatusCode.BadRequest, "alice")]
    [InlineData("alice", "{}", "text/plain", HttpStatusCode.UnsupportedMediaType, "alice")]
    public async Task Refused_token_is_one_audit_line(string? name, string body, string contentType, HttpStatusCode status, string identity)
    {
        var client = name is null ? _app.CreateClient() : await _app.SignedInAs(name);

        await client.PostText(Path, body, contentType);

        var line = Assert.Single(_app.Logs.From<TokenAudit>());
        Assert.Contains($"Token refused: kind capability, identity {identity}, address unknown, status {(int)status}", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_by_Kestrel_is_recorded_with_the_address()
    {
        var client = _app.CreateLoopbackClient();
        await client.PostText("/api/session", """{"name":"alice"}""");

        await client.PostText(Path, new string(' ', 65 * 1024));

        var line = Assert.Single(_app.Logs.From<TokenAudit>());
        Assert.Contains("Token refused: kind capability, identity alice, address 127.0.0.1, status 413", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_requests_are_not_recorded()
    {
        await (await _app.SignedInAs("alice")).Get(Path);
        await _app.CreateClient().PostText("/api/tokens/other", "{}");
        await _app.CreateClient().PostText("/voice", "To=bob", "application/x-www-form-urlencoded");

        Assert.Empty(_app.Logs.From<TokenAudit>());
    }

    [Fact]
    public async Task Tokens_are_counted_by_kind_and_outcome()
    {
        var counts = new Dictionary<string, long>();
        var meters = _app.Services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener
        {
            // Services of other tests have meters of their own.
            InstrumentPublished = (counter, listener) =>
            {
                if (counter.Name == "tokenapi.tokens" && counter.Meter.Scope == meters)
                {
                    listener.EnableMeasurementEvents(counter);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            var key = string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
            counts[key] = counts.GetValueOrDefault(key) + count;
        });
        listener.Start();

        await _app.CreateClient().PostText(Path, "{}");
        var alice = await _app.SignedInAs("alice");
        await alice.PostText(Path, """{"incoming":true}""");
        await alice.PostText(Path, """{"outgoing":true}""");

        Assert.Equal(["kind=capability outcome=issued status=200: 2", "kind=capability outcome=refused status=401: 1"], counts.Select(c => $"{c.Key}: {c.Value}").Order());
    }

    [Fact]
    public async Task Counter_is_exported()
    {
        var exporter = new NameExporter();
        using var app = _app.WithWebHostBuilder(host => host.ConfigureServices(
            services => services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddReader(new BaseExportingMetricReader(exporter)))));

        await app.CreateClient().PostText(Path, "{}");
        app.Services.GetRequiredService<MeterProvider>().ForceFlush();

        Assert.Contains("tokenapi.tokens", exporter.Names);
    }

    [Fact]
    public async Task Issued_token_is_on_the_span_of_the_request()
    {
        var olivia = await _app.SignedInAs("olivia");
        using var spans = new SpanRecorder();

        await olivia.PostText(Path, """{"incoming":true,"ttl":600}""");

        var span = Assert.Single(spans.Spans, span => span.GetTagItem("token.identity") is "olivia");
        Assert.Equal("issued", span.GetTagItem("token.outcome"));
        Assert.Equal("capability", span.GetTagItem("token.kind"));
        Assert.Equal(["incoming"], Assert.IsType<string[]>(span.GetTagItem("token.scopes")));
        Assert.Equal(600, span.GetTagItem("token.ttl"));
        Assert.Equal(1_700_000_600L, span.GetTagItem("token.expires_at"));
    }

    [Fact]
    public async Task Refused_token_is_on_the_span_of_the_request()
    {
        var rita = await _app.SignedInAs("rita");
        using var spans = new SpanRecorder();

        await rita.PostText(Path, """{"incoming":"yes"}""");

        var span = Assert.Single(spans.Spans, span => span.GetTagItem("token.identity") is "rita");
        Assert.Equal(("refused", "capability"), (span.GetTagItem("token.outcome"), span.GetTagItem("token.kind")));
    }

    private sealed class NameExporter : BaseExporter<Metric>
    {
        public List<string> Names { get; } = [];

        public override ExportResult Export(in Batch<Metric> batch)
        {
            foreach (var metric in batch)
            {
                Names.Add(metric.Name);
            }

            return ExportResult.Success;
        }
    }
}
