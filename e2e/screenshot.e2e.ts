import { shoot } from "./journey/assistants.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { enter, replies, sidebar } from "./journey/screen.ts";
import { seedThread } from "./journey/seed-thread.ts";

// `CHATKIT_SHOTS=docs` makes the README's picture anew.
const journey = defineJourneys(import.meta.path, { env: { CHATKIT_MODEL: "gpt-5-mini" } });

const reply = `Cross out the multiples of each prime; what is left is prime. For a limit of $n$ this takes
$O(n \\log \\log n)$ steps.

\`\`\`python
def primes(limit: int) -> list[int]:
    is_prime = [False, False] + [True] * (limit - 1)
    for n in range(2, int(limit**0.5) + 1):
        if is_prime[n]:
            for multiple in range(n * n, limit + 1, n):
                is_prime[multiple] = False
    return [n for n in range(limit + 1) if is_prime[n]]
\`\`\`

| Limit     | Primes | The last one |
|-----------|-------:|-------------:|
| 100       |     25 |           97 |
| 10,000    |  1,229 |        9,973 |
| 1,000,000 | 78,498 |      999,983 |

**Tip:** start at \`n * n\`, because smaller multiples were crossed out before.`;

journey(
  "the README's picture shows a conversation",
  async ({ page, sql }) => {
    await enter(page);
    for (const title of ["Weekend in Lisbon", "SQL window functions", "Sourdough, hour by hour"])
      await seedThread(sql, title, [{ question: title, reply: "Of course." }]);
    const title = "Primes with a sieve";
    const { id } = await seedThread(sql, title, [
      { question: "How do I list all primes up to a limit in Python?", reply },
    ]);
    await page.goto(`/t/${id}`);
    await expect(sidebar(page).getByRole("link")).toHaveCount(4);
    await expect(replies(page).locator(".hl-keyword").first()).toBeVisible();
    await expect(replies(page).locator(".katex").first()).toBeVisible();
    await expect(page.getByTestId("model")).toContainText("gpt-5-mini");
    await page.locator("section[data-scroller]").evaluate((view) => (view.scrollTop = 0));
    await expect(page.getByText("How do I list all primes")).toBeInViewport();
    await shoot(page, "screenshot");
  },
  { browser: { viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" } },
);
