using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace EndToEnd.Harness;

/// <summary>What people who see, hear or move differently, or have a narrow window, cannot use on a page; nearly all of it as Deque's axe finds it.</summary>
public static class Axe
{
    // Put into a page once. RunAxe of Deque.AxeCore.Playwright does so for every look, and opens another page besides: ten times as slow.
    private static readonly string s_script = new BundledAxeScriptProvider().GetScript();

    /// <summary>One line for each thing that breaks a rule of any impact, and one for what is off to the side.</summary>
    /// <param name="page">The page as it is now.</param>
    /// <param name="where">What each line begins with.</param>
    public static async Task<IEnumerable<string>> FindViolationsAsync(IPage page, string where)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
        {
            await page.EvaluateAsync($"{s_script}\nnull");
        }

        var sideways = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        var violations = await page.EvaluateAsync<string[]>("""
            async () => (await axe.run({ resultTypes: ['violations'] })).violations.flatMap(({ id, impact, nodes }) =>
                nodes.map(({ target, html }) => `${id} (${impact}) at ${target}: ${html}`))
            """);
        return from violation in sideways > 0 ? [$"{sideways} pixels are off to the side", .. violations] : violations select $"{where}: {violation}";
    }
}
