using System.Text.Json;
using EndToEnd.Harness;
using Microsoft.Extensions.DependencyInjection;
using TwilioSandbox.Events;

namespace TwilioSandbox.Tests.Sdk;

/// <summary>What a failed test saw: <c>artifacts/failures/{test}/</c> at the root of the repository, to be begun at its README.md.</summary>
internal static class SdkEvidence
{
    /// <summary>Of the test that runs.</summary>
    public static string Folder => FailureFolder.Of(TestContext.Current.Test!.TestDisplayName, TestContext.Current.Test.UniqueID[..6]);

    public static async Task SaveAsync(string failure, IReadOnlyList<SdkPhone> phones, IReadOnlyList<Microsoft.Playwright.IPage> windows, SandboxApp sandbox)
    {
        var folder = Directory.CreateDirectory(Folder).FullName;
        List<string> said = [];
        foreach (var phone in phones)
        {
            said.Add($"- {phone.Name} said: {await TryAsync(phone.EverythingAsync)}");
            said.AddRange(phone.Tokens.Select(token => $"  - showed {Decode(token)}"));
            said.Add(await TryAsync(() => SaveAsync(phone.Page, Path.Combine(folder, phone.Name))));
        }

        foreach (var (n, window) in windows.Index())
        {
            said.Add(await TryAsync(() => SaveAsync(window, Path.Combine(folder, $"window-{n + 1}"))));
        }

        var events = sandbox.Services.GetRequiredService<Journal>().Read(new());
        await File.WriteAllTextAsync(Path.Combine(folder, "sandbox.json"), JsonSerializer.Serialize(events, JsonSerializerOptions.Web));
        await File.WriteAllTextAsync(Path.Combine(folder, "README.md"), $"""
            # {TestContext.Current.Test!.TestDisplayName} failed

            {failure}

            ## What the SDK said

            {string.Join('\n', said.Where(line => line.Length > 0))}

            ## What happened in the sandbox

            {string.Join('\n', events.Select(e => $"- {e}"))}

            """);
        TestContext.Current.TestOutputHelper?.WriteLine($"What the test saw is in {folder}");
    }

    private static async Task<string> SaveAsync(Microsoft.Playwright.IPage page, string path)
    {
        await ContextTrace.SaveAsync(page.Context, path);
        return "";
    }

    // What cannot be had any more must not cost the rest.
    private static async Task<string> TryAsync(Func<Task<string>> save)
    {
        try
        {
            return await save().WaitAsync(SandboxApp.Limit);
        }
        catch (Exception e)
        {
            return $"- could not be had: {e.Message.Split('\n')[0]}";
        }
    }

    // Without its signature.
    private static string Decode(string token) => string.Join('.', token.Split('.').Take(2).Select(part =>
        System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(part))));
}
