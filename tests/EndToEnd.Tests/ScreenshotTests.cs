using System.Security.Cryptography;
using System.Text;
using EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace EndToEnd.Tests;

/// <summary>
/// The pictures in docs/screenshots. They are taken when <c>UPDATE_SCREENSHOTS=1</c>; otherwise the test checks that they were taken of the page
/// as it is now, by the hash of what gives it its look: the document, the styles and the views. Pixels differ from machine to machine.
/// </summary>
public sealed class ScreenshotTests(Application application, Browser browser) : PhoneTest(application, browser)
{
    private const string HowToUpdate = "UPDATE_SCREENSHOTS=1 dotnet test --project tests/EndToEnd.Tests --filter-class '*ScreenshotTests'";

    private static readonly string s_pictures = Path.Combine(Repository.Root, "docs", "screenshots");
    private static readonly string s_hashFile = Path.Combine(s_pictures, "sources.sha256");

    private static bool IsUpdate => Environment.GetEnvironmentVariable("UPDATE_SCREENSHOTS") == "1";

    [Fact]
    public async Task Pictures_in_the_documentation_show_the_page_as_it_is()
    {
        if (IsUpdate)
        {
            await TakeAsync();
            await File.WriteAllTextAsync(s_hashFile, HashSources() + "\n", TestContext.Current.CancellationToken);
        }

        var taken = await File.ReadAllTextAsync(s_hashFile, TestContext.Current.CancellationToken);
        Assert.True(taken.Trim() == HashSources(), $"The page has changed since its pictures were taken. Take them again: {HowToUpdate}");
        foreach (var picture in from state in PageStates.Pictured from theme in (string[])["light", "dark"] select $"{state}-{theme}.png")
        {
            Assert.True(File.Exists(Path.Combine(s_pictures, picture)), $"docs/screenshots/{picture} is missing. Take it: {HowToUpdate}");
        }
    }

    private Task TakeAsync()
    {
        Directory.CreateDirectory(s_pictures);
        // Short names look better than unique ones. While pictures are taken, nobody else is here.
        return PageStates.VisitAsync(name => VisitAsync(name), async (state, phone) =>
        {
            if (!PageStates.Pictured.Contains(state))
            {
                return;
            }

            await phone.Page.SetViewportSizeAsync(1120, 800);
            foreach (var theme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                await phone.Page.EmulateMediaAsync(new() { ColorScheme = theme });
                var path = Path.Combine(s_pictures, $"{state}-{theme.ToString().ToLowerInvariant()}.png");
                await phone.Page.ScreenshotAsync(new() { Path = path, FullPage = true, Animations = ScreenshotAnimations.Disabled });
            }
        });
    }

    // What decides how the page looks, and nothing that only decides what it does.
    private static string HashSources()
    {
        var page = Path.Combine(Repository.Root, "WebClient");
        var files = ((string[])["src/styles", "src/view", "public"])
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(page, folder)))
            .Where(file => Path.GetExtension(file) is ".css" or ".js" or ".svg")
            .Append(Path.Combine(page, "index.html"))
            .Order(StringComparer.Ordinal);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            // Git may have given the lines other ends here.
            hash.AppendData(Encoding.UTF8.GetBytes(File.ReadAllText(file).ReplaceLineEndings("\n")));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
