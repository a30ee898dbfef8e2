import type { Page } from "playwright";
import { shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys, type Journey } from "./journey/journey.ts";
import { composer, enter } from "./journey/screen.ts";
import { seedThread } from "./journey/seed-thread.ts";

const journey = defineJourneys(import.meta.path, { wholeBrowser: true, sharesServer: true });

const fence = (language: string, text: string) => `\`\`\`${language}\n${text}\n\`\`\``;
const flow = "graph TD\n  A[Tea] --> B[Kettle]\n  B --> C[Cup]";
/** As models write it: with a comment, and without the namespace that a picture needs. */
const picture = `<!-- A sun --><svg viewBox="0 0 40 40"><title>Sun</title>
<circle cx="20" cy="20" r="12" fill="orange" onload="parent.harmed=1"/><script>top.harmed = 1</script></svg>`;

const panel = (page: Page) => page.getByTestId("artifact");
const frame = (page: Page) => panel(page).frameLocator("iframe");
const act = (page: Page, name: string) =>
  panel(page).getByRole("button", { name, exact: true }).click();

/** Opens a thread whose replies are the given texts. */
async function openThread({ page, sql }: Journey, texts: readonly string[]): Promise<void> {
  await enter(page);
  const exchanges = texts.map((reply) => ({ question: "Show me", reply }));
  const { id } = await seedThread(sql, "Artifacts", exchanges);
  await page.goto(`/t/${id}`);
}

/** Opens the n-th preview of the page, the first by default. */
async function preview(page: Page, n = 0): Promise<void> {
  await page.getByRole("main").getByRole("button", { name: "Preview" }).nth(n).click();
}

journey(
  "a diagram is drawn beside the text, in each version; an error says where it is",
  async (scene) => {
    const { page } = scene;
    const better = flow.replace("Cup]", "Mug]");
    await openThread(scene, [
      fence("mermaid", flow),
      fence("svg", picture),
      fence("mermaid", better),
      fence("mermaid", "graph TD\n  A --> --> B"),
    ]);
    await preview(page);
    await expect(frame(page).locator("svg")).toContainText("Cup");
    await expect(panel(page).getByText("2 of 2")).toHaveCount(0);
    await expectAccessible(page, "a diagram beside the text");
    await shoot(page, "artifact-diagram");
    await act(page, "Next version");
    await expect(frame(page).locator("svg")).toContainText("Mug");
    await act(page, "Source");
    await expect(panel(page).getByRole("group", { name: "Source" })).toHaveText(better);
    await act(page, "Full screen");
    await expect(panel(page)).toHaveRole("dialog");
    await page.keyboard.press("Escape");
    await expect(panel(page)).toHaveRole("complementary");
    const [file] = await Promise.all([page.waitForEvent("download"), act(page, "Download")]);
    expect(file.suggestedFilename()).toBe("diagram.mmd");
    await act(page, "Close");
    await expect(
      page.getByRole("main").getByRole("button", { name: "Preview" }).first(),
    ).toBeFocused();

    await preview(page, 3);
    const alert = panel(page).getByRole("alert");
    await expect(alert).toContainText("This diagram has an error");
    await expect(alert).toContainText("line 2");
    await act(page, "Close");

    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme: "dark" });
    await preview(page, 1);
    await expect(panel(page)).toHaveRole("dialog");
    await expect(panel(page).getByRole("heading")).toContainText("Sun");
    const image = frame(page).locator("img");
    await expect(image).toBeVisible();
    expect(await image.evaluate((element: HTMLImageElement) => element.decode())).toBeUndefined();
    await expectAccessible(page, "a picture on a narrow screen, dark");
    await shoot(page, "artifact-picture-360-dark");
    expect(await page.evaluate(() => "harmed" in globalThis)).toBe(false);
    await page.keyboard.press("Escape");
    await expect(panel(page)).toHaveCount(0);
  },
);

journey(
  "a page that attacks reaches neither the app nor the network; one that never ends is stopped",
  async (scene) => {
    const { page } = scene;
    const asked: string[] = [];
    using server = Bun.serve({
      port: 0,
      hostname: "127.0.0.1",
      fetch(request) {
        asked.push(request.url);
        return new Response("", { headers: { "access-control-allow-origin": "*" } });
      },
    });
    const elsewhere = server.url.href;
    const attack = `<title>Attack</title><h1>Here</h1><p id="done"></p>
<img src="${elsewhere}image"><link rel="stylesheet" href="${elsewhere}style"><iframe src="${elsewhere}frame"></iframe>
<form action="${elsewhere}form" id="form"></form>
<script>
  const tries = {
    parent: () => parent.document.title,
    cookie: () => document.cookie,
    storage: () => localStorage.length,
    top: () => { top.location = "${elsewhere}top"; },
    popup: () => open("${elsewhere}popup").closed,
  };
  const reached = Object.entries(tries).filter(([name, run]) => { try { run(); return true; } catch { return false; } });
  form.submit();
  alert("hello");
  navigator.sendBeacon("${elsewhere}beacon");
  fetch("${elsewhere}fetch").catch(() => {});
  fetch("/trpc/auth.guest", { method: "POST" }).catch(() => {});
  new WebSocket("${elsewhere.replace("http", "ws")}socket").onerror = () => {};
  for (let i = 0; i < 20000; i++) parent.postMessage("x".repeat(100), "*");
  done.textContent = "reached: " + reached.map(([name]) => name).join();
</script><button onclick='location = "${elsewhere}self"'>Go</button>`;
    const endless = "<p>Endless</p><script>for (;;);</script>";
    await openThread(scene, [fence("html", attack), fence("html", endless)]);
    const address = page.url();
    await preview(page);
    await expect(frame(page).locator("#done")).toHaveText("reached:");
    await expect(panel(page).getByRole("status")).toContainText("Previews have no network.");
    await composer(page).fill("Still mine");
    await expect(composer(page)).toHaveValue("Still mine");
    await frame(page).getByRole("button", { name: "Go" }).click();
    await expect(frame(page).locator("#done")).toHaveCount(0);
    expect(page.url()).toBe(address);
    expect(scene.context.pages()).toHaveLength(1);
    expect(asked).toEqual([]);
    await act(page, "Close");
    await expect(panel(page)).toHaveCount(0);

    await preview(page, 1);
    await composer(page).fill("Meanwhile");
    await expect(composer(page)).toHaveValue("Meanwhile");
    await expect(panel(page).getByRole("alert")).toContainText("stopped responding");
    await composer(page).fill("And after");
    await expect(composer(page)).toHaveValue("And after");
  },
  { provokes: /./ },
);
