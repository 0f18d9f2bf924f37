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
    /// <param name="coloursOnly">By the rules about colours only: for a page that was looked at in other colours before.</param>
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
        // One question for each look: before and after each, the trace keeps the whole page.
        var violations = await page.EvaluateAsync<string[]?>(Look, coloursOnly);
        if (violations is null)
        {
            await page.EvaluateAsync($"{s_script}\nnull");
            violations = await page.EvaluateAsync<string[]>(Look, coloursOnly);
        }

        return from violation in violations select $"{where}: {violation}";
    }
}
