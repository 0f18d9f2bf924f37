using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace EndToEnd.Harness;

/// <summary>Finds the defects of a token with the official npm packages <c>twilio</c> and <c>jsonwebtoken</c>, without the product's code.</summary>
public static class TokenOracle
{
    private static readonly SemaphoreSlim s_one = new(1);
    private static Process? s_node;

    /// <summary>The defects in words: signature, kind, account, identity, scopes or grants, and life.</summary>
    public static async Task<IReadOnlyList<string>> DefectsOfAsync(ReceivedToken token)
    {
        var question = JsonSerializer.Serialize(new
        {
            token.Token, token.Kind, token.Identity, token.Purpose.Incoming, token.Purpose.Outgoing, token.Purpose.Ttl,
            RequestedAt = Seconds(token.RequestedAt), ReceivedAt = Seconds(token.ReceivedAt),
        }, JsonSerializerOptions.Web);
        await s_one.WaitAsync();
        try
        {
            s_node ??= Start();
            await s_node.StandardInput.WriteLineAsync(question);
            await s_node.StandardInput.FlushAsync();
            using var limit = new CancellationTokenSource(Wait.Limit);
            var answer = await s_node.StandardOutput.ReadLineAsync(limit.Token)
                ?? throw new InvalidOperationException($"The token oracle ended: {await s_node.StandardError.ReadToEndAsync()}");
            return JsonSerializer.Deserialize<string[]>(answer) ?? [];
        }
        catch (Exception e)
        {
            // A late answer would be read as the answer to the next question.
            s_node?.Kill();
            s_node = null;
            if (e is OperationCanceledException)
            {
                throw new TimeoutException($"The token oracle, node oracle.mjs, did not answer within {Wait.Limit.TotalSeconds:0} s.", e);
            }

            throw;
        }
        finally
        {
            s_one.Release();
        }
    }

    private static double Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;

    // Node ends when its input is closed, at the latest when this process ends.
    private static Process Start() => Process.Start(new ProcessStartInfo("node", ["oracle.mjs"])
    {
        WorkingDirectory = typeof(TokenOracle).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "OracleFolder").Value,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
