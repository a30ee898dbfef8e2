import type { Page } from "playwright";
import { shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys, type Journey } from "./journey/journey.ts";
import { composer, enter } from "./journey/screen.ts";
import { seedThread } from "./journey/seed-thread.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true });

const cups = [
  { kind: "Tea", cups: 1200 },
  { kind: "Coffee", cups: 800 },
];
const bars = {
  $schema: "https://vega.github.io/schema/vega-lite/v5.json",
  title: "Cups by kind",
  data: { values: cups },
  mark: "bar",
  encoding: {
    x: { field: "kind", type: "nominal" },
    y: { field: "cups", type: "quantitative" },
  },
};

const fence = (language: string, text: string) => `\`\`\`${language}\n${text}\n\`\`\``;
const chart = (spec: object) => fence("vega-lite", JSON.stringify(spec, null, 2));

const panel = (page: Page) => page.getByTestId("artifact");
const frame = (page: Page) => panel(page).frameLocator("iframe");
const drawing = (page: Page) => frame(page).locator("svg.marks");
const act = (page: Page, name: string) =>
  panel(page).getByRole("button", { name, exact: true }).click();

/** Opens a thread with one reply of these blocks. */
async function openBlocks({ page, sql }: Journey, blocks: readonly string[]): Promise<void> {
  const reply = blocks.join("\n\n");
  const { id } = await seedThread(sql, "Charts", [{ question: "Show me", reply }]);
  await page.goto(`/t/${id}`);
}

/** Opens the n-th preview of the page, the first by default. */
const preview = (page: Page, n = 0) => page.getByRole("main").locator(".md-preview").nth(n).click();

/** Saves the chart, and returns the file. */
async function save(page: Page, format: "SVG" | "PNG"): Promise<{ name: string; bytes: Buffer }> {
  await act(page, "Download");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: format }).click(),
  ]);
  const pieces = await Array.fromAsync(await file.createReadStream());
  return { name: file.suggestedFilename(), bytes: Buffer.concat(pieces) };
}

journey("a chart is drawn, named, shown as data, and saved as a picture", async (scene) => {
  const { page, context } = scene;
  await enter(page);
  const json = JSON.stringify({ ...bars, mark: "line" });
  await openBlocks(scene, [chart(bars), fence("json", json), fence("json", '{"mark": "bar"}')]);
  await expect(page.locator(".md-code")).toHaveCount(3);
  await expect(page.locator(".md-preview")).toHaveCount(2);
  await expect(page.locator(".md-code-language").first()).toHaveText("Vega-Lite");
  await preview(page);
  await expect(drawing(page)).toContainText("1,200");
  await expect(frame(page).locator("#chart")).toHaveAttribute("aria-label", "Cups by kind");
  await frame(page).locator(".mark-rect path").first().hover();
  await expect(frame(page).locator("#values")).toHaveText("kind: Teacups: 1200");
  await shoot(page, "chart");
  await expectAccessible(page, "a chart beside the text");

  const svg = await save(page, "SVG");
  expect(svg.name).toBe("chart.svg");
  expect(svg.bytes.toString()).toMatch(/^<svg .*Cups by kind/s);
  const png = await save(page, "PNG");
  expect(png.name).toBe("chart.png");
  expect(png.bytes.subarray(1, 4).toString()).toBe("PNG");

  await act(page, "Download");
  await expect(page.getByRole("menu")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toHaveCount(0);
  await act(page, "Data");
  await expect(panel(page).getByRole("row")).toHaveText(["kindcups", "Tea1200", "Coffee800"]);
  await expect(panel(page).locator("iframe")).toBeHidden();
  await expectAccessible(page, "a chart's data");
  await shoot(page, "chart-data");
  await act(page, "Source");
  await act(page, "Copy code");
  await expect(panel(page).getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    JSON.stringify(bars, null, 2),
  );
  await act(page, "Source");
  await act(page, "Next version");
  await expect(drawing(page).locator(".mark-line")).toHaveCount(1);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(drawing(page).locator("text", { hasText: "Cups by kind" })).toHaveCSS(
    "fill",
    "rgb(232, 234, 237)",
  );
  await shoot(page, "chart-dark");
  expect(context.pages()).toHaveLength(1);
});

journey("a chart that is wrong, asks for files or never ends is told in words", async (scene) => {
  const { page, context } = scene;
  await enter(page);
  const points = { sequence: { start: 0, stop: 20_000, as: "n" } };
  const quantity = { field: "n", type: "quantitative" };
  const endless = [{ density: "n", minsteps: 1e6, maxsteps: 1e6 }];
  await openBlocks(scene, [
    chart(bars).replace(/"encoding"[^]*$/, "\n```"),
    chart({ ...bars, data: { url: "https://example.org/cups.csv" } }),
    chart({ data: points, transform: endless, mark: "line", encoding: { x: quantity } }),
    chart({ data: points, mark: "point", encoding: { x: quantity, y: quantity } }),
    chart({ data: { values: [] }, mark: "bar", encoding: bars.encoding }),
    chart({ ...bars, data: { values: "kind,cups\nMate,7", format: { type: "csv" } } }),
  ]);
  // It takes its time to be given up: in another tab, meanwhile.
  const other = await context.newPage();
  await other.goto(page.url());
  await preview(other, 2);
  const alert = panel(page).getByRole("alert");
  await preview(page);
  await expect(alert).toContainText("This chart has an error");
  await expect(panel(page).getByRole("group", { name: "Source" })).toContainText('"mark": "bar"');
  await expectAccessible(page, "a chart with an error");
  await shoot(page, "chart-wrong");
  await preview(page, 1);
  await expect(alert).toContainText("Previews have no network");
  await expect(alert).toContainText("https://example.org/cups.csv");
  await preview(page, 3);
  await expect(frame(page).locator("canvas.marks")).toBeVisible();
  await act(page, "Data");
  await expect(panel(page).getByText("First 4,000 of 20,000 rows")).toBeVisible();
  await preview(page, 4);
  await expect(drawing(page)).toBeVisible();
  await act(page, "Data");
  await expect(panel(page).getByText("This chart has no data.")).toBeVisible();
  await preview(page, 5);
  await expect(drawing(page)).toContainText("Mate");
  await composer(other).fill("Meanwhile");
  await expect(panel(other).getByRole("alert")).toContainText("This chart takes too long to draw.");
});

journey(
  "a chart is shown at the left in Arabic, over the page on a phone, and in the dark",
  async (scene) => {
    const { page } = scene;
    await page.goto("/");
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
    // The greeting shows once the guest is known.
    await expect(page.getByRole("main").getByRole("heading")).toBeVisible();
    await openBlocks(scene, [chart(bars), chart({ ...bars, mark: "line" })]);
    await preview(page);
    await expect(drawing(page)).toContainText("Coffee");
    const [left, right] = await Promise.all([
      panel(page).boundingBox(),
      page.getByRole("main").boundingBox(),
    ]);
    expect(left?.x).toBeLessThan(right?.x ?? 0);
    await expectAccessible(page, "a chart in Arabic");
    await shoot(page, "chart-arabic");
    // Twice as large: half as many pixels of the page.
    await page.setViewportSize({ width: 640, height: 400 });
    await expect(panel(page)).toHaveRole("dialog");
    await shoot(page, "chart-arabic-zoomed");
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme: "dark" });
    await expect(drawing(page)).toContainText("Coffee");
    await expectAccessible(page, "a chart in Arabic, narrow and dark");
    await shoot(page, "chart-arabic-360-dark");
    await panel(page).getByRole("button", { name: "البيانات", exact: true }).press("Enter");
    await expect(panel(page).getByRole("row")).toHaveCount(3);
    await shoot(page, "chart-arabic-360-data");
    await page.keyboard.press("Escape");
    await expect(panel(page)).toHaveCount(0);
    await expect(page.locator(".md-preview").first()).toBeFocused();
  },
  { browser: { locale: "ar" } },
);
