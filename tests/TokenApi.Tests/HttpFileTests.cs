using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.AspNetCore.Mvc.Testing;

namespace TokenApi.Tests;

/// <summary>Sends the requests of TokenApi.http from the top, as an editor does.</summary>
public class HttpFileTests(TokenApiApp app) : IClassFixture<TokenApiApp>
{
    [Fact]
    public async Task Requests_of_the_file_succeed_unless_their_title_says_Refused()
    {
        var client = app.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new("http://localhost:5101") });
        var text = await File.ReadAllTextAsync(FilePath(), TestContext.Current.CancellationToken);
        var blocks = text.Replace("{{host}}", "http://localhost:5101", StringComparison.Ordinal).Split("### ")[1..];

        foreach (var block in blocks)
        {
            var (title, request) = Read(block);
            var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True(
                response.IsSuccessStatusCode != title.StartsWith("Refused", StringComparison.Ordinal), $"{title}: {response.StatusCode} {await response.Text()}");
        }

        Assert.True(blocks.Length >= 10);
    }

    // Title, POST http://…, Name: value, an empty line, body
    private static (string Title, HttpRequestMessage Request) Read(string block)
    {
        var (head, body) = block.Split("\n\n", 2) is [var first, var second] ? (first, second.Trim()) : (block, "");
        var lines = head.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var request = new HttpRequestMessage(new(lines[1].Split(' ')[0]), lines[1].Split(' ')[1]);
        request.Content = body.Length > 0 ? new ByteArrayContent(Encoding.UTF8.GetBytes(body)) : null;
        foreach (var header in lines[2..])
        {
            var (name, value) = (header.Split(": ")[0], header.Split(": ")[1]);
            Assert.True(request.Headers.TryAddWithoutValidation(name, value) || request.Content!.Headers.TryAddWithoutValidation(name, value));
        }

        return (lines[0], request);
    }

    private static string FilePath([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../TokenApi/TokenApi.http");
}
