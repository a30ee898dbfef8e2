import type { Page } from "playwright";
import { quickest, timeOf } from "../testing/quickest.ts";
import { accountSettings } from "./journey/account.ts";
import { create, enterAsAdmin, saved, shoot } from "./journey/assistants.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";

// A connection that lists 5,000 models: the pages of admins and the picker stay quick.

const data = Array.from({ length: 5_000 }, (_, i) => ({ id: `vendor-${i % 50}/model-${i}` }));
const server = Bun.serve({
  hostname: "127.0.0.1",
  port: 0,
  async fetch(request) {
    if (request.method === "GET") return Response.json({ data });
    const { model } = Object(await request.json());
    const delta = { choices: [{ delta: { content: `I am ${model}.` } }] };
    const end = { choices: [{ delta: {}, finish_reason: "stop" }] };
    const events = [delta, end].map((event) => `data: ${JSON.stringify(event)}\n\n`);
    return new Response(`${events.join("")}data: [DONE]\n\n`, {
      headers: { "content-type": "text/event-stream" },
    });
  },
});
server.unref();

const journey = defineJourneys(import.meta.path, { env: accountSettings });
const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });
const act = (page: Page, name: string) =>
  page.getByRole("main").getByRole("button", { name, exact: true });

/** Longest time of a step for an admin or a person, in milliseconds, on a busy machine. */
const longestMs = 1_500;

async function connect(page: Page): Promise<void> {
  await page.goto("/admin/connections");
  await expect(act(page, "Add connection")).toBeVisible();
  // Another journey of this server has connected it.
  if (await page.getByRole("button", { name: "Edit: many" }).isVisible()) return;
  await act(page, "Add connection").click();
  await field(page, "Service").selectOption({ label: "Another OpenAI-compatible server" });
  await field(page, "Name").fill("many");
  await field(page, "Address").fill(`http://127.0.0.1:${server.port}/v1`);
  await act(page, "Test").click();
  await expect(page.getByText(/^It answers: “.?I am vendor-0\/model-0/)).toBeVisible();
  await page.getByLabel("Use many/vendor-0/model-0 as the default model").uncheck();
  await act(page, "Save").first().click();
  await expect(page.getByText("The connection was saved.")).toBeVisible();
}

journey("with 5,000 models, the connections page opens and a test ends at once", async (stage) => {
  const { page } = stage;
  await enterAsAdmin(stage, "many@example.org");
  await connect(page);
  const opened = await quickest(longestMs, () =>
    timeOf(async () => {
      await page.reload();
      await expect(page.getByRole("button", { name: "Edit: many" })).toBeVisible();
      await expect(page.locator("datalist option").first()).toBeAttached();
    }),
  );
  await page.getByRole("button", { name: "Edit: many" }).click();
  const tested = await quickest(longestMs, () =>
    timeOf(async () => {
      await field(page, "Model to test").fill("vendor-21/model-4321");
      await act(page, "Test").click();
      await expect(page.getByText("I am vendor-21/model-4321.")).toBeVisible();
      await field(page, "Model to test").fill("");
    }),
  );
  const typed = await quickest(longestMs, () =>
    timeOf(() => field(page, "Model to test").pressSequentially("model-43")),
  );
  await shoot(page, "many-admin");
  expect(Math.max(opened, tested, typed)).toBeLessThan(longestMs);
  // Suggestions: 1,000 of the default model and 1,000 of the test.
  expect(await page.locator("datalist option").count()).toBeLessThanOrEqual(2_000);

  await create(page, "With many");
  const edited = await quickest(longestMs, () =>
    timeOf(async () => {
      await page.reload();
      await field(page, "Model").fill("many/vendor-21/model-4321");
      await saved(page);
    }),
  );
  expect(edited).toBeLessThan(2 * longestMs);
});

journey("with 5,000 models, the picker opens and finds one at once", async (stage) => {
  const { page } = stage;
  await enterAsAdmin(stage, "picking@example.org");
  await connect(page);
  await page.goto("/");
  const button = page.getByTestId("model").getByRole("button", { name: "Model:" });
  const search = page.getByRole("combobox", { name: "Search models" });
  await button.click();
  await page.keyboard.press("Escape");
  const opened = await quickest(longestMs, () =>
    timeOf(async () => {
      await button.click();
      await expect(page.getByText(/^Models: 5,00/)).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(search).toHaveCount(0);
    }),
  );
  await button.click();
  const found = await quickest(longestMs, () =>
    timeOf(async () => {
      await search.fill("model-4321");
      await expect(page.getByText("Models: 1", { exact: true })).toBeVisible();
      await search.fill("");
      await expect(page.getByText(/^Models: 5,00/)).toBeVisible();
    }),
  );
  expect(Math.max(opened, found)).toBeLessThan(longestMs);
  await shoot(page, "many-picker");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 360, height: 740 });
  await shoot(page, "many-picker-360-dark");
});
