using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace EndToEnd.Harness;

/// <summary>Finds accessibility violations with Deque's axe, and content that is wider than the window.</summary>
public static class Axe
{
    // Loaded once for each page. RunAxe of Deque.AxeCore.Playwright loads it for each check and opens another page, which takes ten times as long.
    private static readonly string s_script = new BundledAxeScriptProvider().GetScript();

    /// <summary>One line for each violation of any impact.</summary>
    /// <param name="page">The page.</param>
    /// <param name="where">The beginning of each line.</param>
    /// <param name="coloursOnly">Only checks colors, for a page whose other rules were checked in another theme.</param>
    public static async Task<IEnumerable<string>> FindViolationsAsync(IPage page, string where, bool coloursOnly = false)
    {
        const string Look = """
            async coloursOnly => {
                if (!('axe' in window)) return null;
                const { scrollWidth, clientWidth } = document.documentElement;
                const sideways = scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} pixels are off to the side`] : [];
                const { violations } = await axe.run({ resultTypes: ['violations'], ...coloursOnly && { runOnly: ['color-contrast', 'link-in-text-block'] } });
                return sideways.concat(violations.flatMap(({ id, impact, nodes }) => nodes.map(({ target, html }) => `${id} (${impact}) at ${target}: ${html}`)));
            }
            """;
        // One evaluation for each check: the trace records the page before and after each.
        var violations = await page.EvaluateAsync<string[]?>(Look, coloursOnly);
        if (violations is null)
        {
            await page.EvaluateAsync($"{s_script}\nnull");
            violations = await page.EvaluateAsync<string[]>(Look, coloursOnly);
        }

        return from violation in violations select $"{where}: {violation}";
    }
}
