using Microsoft.Playwright;

namespace Kindline.Journeys.Toolkit;

/// <summary>How soon words stand on the screen, taken in the page itself, so that neither the test nor its way there is in the figure.</summary>
static class ScreenClock
{
    // The frame after the change is the first in which an eye can see it.
    const string Watch = """
        ([place, words, key]) => {
          window.seen = new Promise((seen, fail) => {
            setTimeout(() => fail(new Error(`"${words}" never stood at ${place}`)), 15_000);
            let pressed = key ? null : 0;
            const look = () => {
              if (pressed === null || !document.querySelector(place)?.textContent.includes(words)) return;
              observer.disconnect();
              requestAnimationFrame(() => seen(Date.now() - pressed));
            };
            const observer = new MutationObserver(look);
            if (key) addEventListener("keydown", (event) => { if (event.key === key) pressed ??= Date.now(); }, { capture: true });
            observer.observe(document.body, { subtree: true, childList: true, characterData: true });
          });
        }
        """;

    /// <summary>Begins to wait for words at a place; the answer is the moment at which they stood there.</summary>
    public static async Task<Func<Task<DateTimeOffset>>> WatchAsync(this IPage page, string place, string words)
    {
        await page.EvaluateAsync(Watch, new[] { place, words, null });
        return async () => DateTimeOffset.FromUnixTimeMilliseconds(await SeenAsync(page));
    }

    /// <summary>Presses a key and says how many milliseconds later words stand at a place.</summary>
    public static async Task<long> PressUntilAsync(this IPage page, string key, string place, string words)
    {
        await page.EvaluateAsync(Watch, new[] { place, words, key });
        await page.Keyboard.PressAsync(key);
        return await SeenAsync(page);
    }

    static Task<long> SeenAsync(IPage page) => page.EvaluateAsync<long>("() => window.seen");
}
