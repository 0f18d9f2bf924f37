using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace EndToEnd.Harness;

/// <summary>What people who see, hear or move differently cannot use on a page, as Deque's axe finds it.</summary>
public static class Axe
{
    // Put into a page once. RunAxe of Deque.AxeCore.Playwright does so for every look, and opens another page besides: ten times as slow.
    private static readonly string s_script = new BundledAxeScriptProvider().GetScript();

    /// <summary>One line for each thing that breaks a rule of any impact.</summary>
    public static async Task<string[]> FindViolationsAsync(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
        {
            await page.EvaluateAsync($"{s_script}\nnull");
        }

        return await page.EvaluateAsync<string[]>("""
            async () => (await axe.run({ resultTypes: ['violations'] })).violations.flatMap(({ id, impact, nodes }) =>
                nodes.map(({ target, html }) => `${id} (${impact}) at ${target}: ${html}`))
            """);
    }
}
