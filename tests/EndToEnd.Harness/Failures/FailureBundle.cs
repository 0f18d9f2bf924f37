using System.Text.Json;

namespace EndToEnd.Harness;

/// <summary>The folder that explains a failed test: <c>artifacts/failures/{test}/</c> at the root of the repository. Start with its README.md.</summary>
/// <param name="testName">The test.</param>
/// <param name="id">Distinguishes tests with the same name: xunit shortens long arguments.</param>
public sealed class FailureBundle(string testName, string id = "")
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerOptions.Web) { WriteIndented = true };

    /// <summary>The path.</summary>
    public string Folder { get; } = FailureFolder.Of(testName, id);

    /// <summary>
    /// Saves for each person a Playwright trace, pictures, texts of the page, network, console, tokens and sandbox events; also the services' logs and a summary.
    /// </summary>
    public async Task SaveAsync(string failure, IReadOnlyList<Phone> phones, IPhoneSystem system)
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true); // From an earlier run.
        }

        Directory.CreateDirectory(Folder);
        var summary = new FailureSummary(testName, failure);
        // If one part fails, the others are still saved.
        await summary.TryAsync("the services' logs", async () =>
        {
            foreach (var (service, log) in await system.ReadLogsAsync())
            {
                await WriteAsync($"{service}.service.log", log);
            }
        });
        foreach (var phone in phones)
        {
            await summary.TryAsync($"what {phone.Name} saw", async () => summary.Saw(await phone.Screen.DescribeAsync()));
            await summary.TryAsync($"the tokens of {phone.Name}", async () =>
            {
                var tokens = (await phone.Tokens.AllAsync()).Concat(phone.Tokens.Changed).Select(DecodedToken.Of).ToArray();
                await WriteAsync($"{phone.Name}.tokens.json", JsonSerializer.Serialize(tokens, s_json));
                summary.Received(tokens);
            });
            await summary.TryAsync($"evidence of {phone.Name}", () => phone.Evidence.SaveAsync(Path.Combine(Folder, phone.Name), phone.Screen.Console));
            await summary.TryAsync($"the sandbox's events of {phone.Name}", async () =>
            {
                var events = await system.EventsOfAsync(phone.Name);
                await WriteAsync($"{phone.Name}.sandbox.json", JsonSerializer.Serialize(events, s_json));
                summary.Happened(phone.Name, events);
            });
        }

        await WriteAsync("README.md", summary.Write(Directory.EnumerateFiles(Folder).Select(Path.GetFileName)!));
        TestContext.Current.TestOutputHelper?.WriteLine($"The failure bundle is {Folder}");
    }

    private Task WriteAsync(string file, string text) => File.WriteAllTextAsync(Path.Combine(Folder, file), text);
}
