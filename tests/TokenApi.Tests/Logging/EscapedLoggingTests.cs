using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TokenApi.Tests.Logging;

/// <summary>Control characters from requests must not reach the console.</summary>
public class EscapedLoggingTests(TokenApiApp app) : IClassFixture<TokenApiApp>
{
    // ESC [2J clears the screen; U+202E reverses the text after it.
    private const string Attack = "\e[2J\nfake: entry\u202e";
    private const string Escaped = @"\u001B[2J\u000Afake: entry\u202E";

    [Fact]
    public async Task Control_characters_of_a_request_are_escaped_at_every_log_level()
    {
        await app.Server.SendAsync(
            context =>
            {
                (context.Request.Method, context.Request.Path, context.Request.Host) = ("POST", $"/voice/{Attack}", new("localhost"));
                context.Request.QueryString = new($"?{Attack}");
                context.Request.Headers.Origin = $"https://evil.example{Attack}";
                context.Request.Headers.UserAgent = Attack;
            },
            TestContext.Current.CancellationToken);

        Assert.Contains(app.Logs.Lines, line => line.Contains($"from a page of another origin, https://evil.example{Escaped}", StringComparison.Ordinal));
        Assert.All(app.Logs.Lines, line => Assert.DoesNotContain('\e', line));
        Assert.All(app.Logs.Lines, line => Assert.DoesNotContain('\u202e', line));
        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains("\nfake:", StringComparison.Ordinal));
    }

    [Fact]
    public void Control_characters_of_an_exception_are_escaped()
    {
        var logger = app.Services.GetRequiredService<ILogger<EscapedLoggingTests>>();

        logger.LogError(new InvalidOperationException($"Bad value {Attack}", new FormatException("\e]0;title")), "Failed");

        var line = Assert.Single(app.Logs.From<EscapedLoggingTests>());
        Assert.DoesNotContain('\e', line);
        Assert.DoesNotContain("\nfake:", line, StringComparison.Ordinal);
        Assert.Contains(@"Bad value \u001B[2J", line, StringComparison.Ordinal);
        Assert.Contains(@"\u001B]0;title", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Exception_without_a_message_is_logged()
    {
        using var quiet = new TokenApiApp();
        var logger = quiet.Services.GetRequiredService<ILogger<EscapedLoggingTests>>();

        logger.LogError(new InvalidOperationException(""), "Failed");

        Assert.Contains("Failed", Assert.Single(quiet.Logs.From<EscapedLoggingTests>()), StringComparison.Ordinal);
    }
}
