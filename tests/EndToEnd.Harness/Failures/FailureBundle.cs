using System.Text.Json;

namespace EndToEnd.Harness;

/// <summary>A folder that says what a failed test saw: <c>artifacts/failures/{test}/</c> at the root of the repository. Its first page is README.md.</summary>
/// <param name="testName">What failed.</param>
/// <param name="id">Tells it from another test of the same name: xunit shortens arguments that are long.</param>
public sealed class FailureBundle(string testName, string id = "")
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerOptions.Web) { WriteIndented = true };

    /// <summary>Where it is.</summary>
    public string Folder { get; } = FailureFolder.Of(testName, id);

    /// <summary>
    /// For each person a Playwright trace, a picture of every page, what it said, the network, the console and the tokens; for all, the services' logs, what happened in the sandbox,
    /// and a summary in words.
    /// </summary>
    public async Task SaveAsync(string failure, IReadOnlyList<Phone> phones, IPhoneSystem system)
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true); // Of a run before.
        }

        Directory.CreateDirectory(Folder);
        var summary = new FailureSummary(testName, failure);
        // What cannot be had any more must not cost the rest.
        await summary.TryAsync("the services' logs", async () =>
        {
            foreach (var (service, log) in await system.ReadLogsAsync())
            {
                await WriteAsync($"{service}.service.log", log);
            }
        });
        foreach (var phone in phones)
        {
            await summary.TryAsync($"what {phone.Name} saw", async () => summary.Saw(await phone.DescribeAsync()));
            await summary.TryAsync($"the tokens of {phone.Name}", async () =>
            {
                var tokens = (await phone.TokensAsync()).Concat(phone.ChangedTokens).Select(DecodedToken.Of).ToArray();
                await WriteAsync($"{phone.Name}.tokens.json", JsonSerializer.Serialize(tokens, s_json));
                summary.Received(tokens);
            });
            await summary.TryAsync($"evidence of {phone.Name}", () => phone.SaveEvidenceAsync(Path.Combine(Folder, phone.Name)));
            await summary.TryAsync($"the sandbox's events of {phone.Name}", async () =>
            {
                var events = await system.EventsOfAsync(phone.Name);
                await WriteAsync($"{phone.Name}.sandbox.json", JsonSerializer.Serialize(events, s_json));
                summary.Happened(phone.Name, events);
            });
        }

        await WriteAsync("README.md", summary.Write(Directory.EnumerateFiles(Folder).Select(Path.GetFileName)!));
        TestContext.Current.TestOutputHelper?.WriteLine($"What the test saw is in {Folder}");
    }

    private Task WriteAsync(string file, string text) => File.WriteAllTextAsync(Path.Combine(Folder, file), text);
}
