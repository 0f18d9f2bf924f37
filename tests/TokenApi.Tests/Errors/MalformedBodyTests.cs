using System.Net.Sockets;
using System.Text;

namespace TokenApi.Tests.Errors;

/// <summary>Bodies that the HTTP server itself refuses.</summary>
public sealed class MalformedBodyTests : IDisposable
{
    private readonly TokenApiApp _app = new();

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("/api/session", "application/json", "x\r\n")]
    [InlineData("/api/session", "application/json", "5\r\n{\"namexx\r\n0\r\n\r\n")]
    [InlineData("/voice", "application/x-www-form-urlencoded", "x\r\n")]
    [InlineData("/voice", "application/x-www-form-urlencoded", "5\r\nTo=bobxx\r\n0\r\n\r\n")]
    public async Task Malformed_chunked_body_is_refused_with_400(string path, string contentType, string chunks)
    {
        var address = _app.CreateLoopbackClient().BaseAddress!;
        using var connection = new TcpClient(address.Host, address.Port);
        await connection.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: {contentType}\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}"),
            TestContext.Current.CancellationToken);

        using var answer = new StreamReader(connection.GetStream());
        Assert.Equal("HTTP/1.1 400 Bad Request", await answer.ReadLineAsync(TestContext.Current.CancellationToken));
    }
}
