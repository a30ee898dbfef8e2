import { accountSettings, register } from "./journey/account.ts";
import { shoot } from "./journey/assistants.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { enter, expectEnd, say } from "./journey/screen.ts";

// Nothing is set: the built-in model answers, and the first account is the admin's.
const journey = defineJourneys(import.meta.path, {
  env: { ...accountSettings, OPENAI_BASE_URL: "", CHATKIT_MODEL: "" },
});

journey(
  "the first account's person connects a model with a key, in six clicks",
  async ({ page, sql, mock }) => {
    await enter(page);
    await register(page, sql, "first@example.org");
    await page.goto("/");
    const startedAt = performance.now();
    let clicks = 0;
    page.on("console", (message) => {
      if (message.text() === "a click") clicks++;
    });
    await page.evaluate(() => {
      const count = ({ detail }: MouseEvent) => detail > 0 && console.log("a click");
      document.addEventListener("click", count, true);
    });
    await page.getByRole("link", { name: "Connect a model" }).click();
    await page.getByRole("button", { name: "Add connection" }).click();
    await page
      .getByLabel("Service", { exact: true })
      .selectOption({ label: "Another OpenAI-compatible server" });
    await page.getByLabel("Name", { exact: true }).fill("mine");
    await page.getByLabel("Address", { exact: true }).fill(mock.url);
    await page.getByLabel("API key", { exact: true }).fill("sk-first");
    await shoot(page, "editor");
    await page.getByRole("main").getByRole("button", { name: "Test", exact: true }).click();
    await expect(page.getByText(/^It answers: “/)).toBeVisible();
    await shoot(page, "tested");
    await page.getByRole("button", { name: "Save", exact: true }).first().click();
    await expect(page.getByText("The connection was saved.")).toBeVisible();
    await page.getByRole("link", { name: "New chat" }).click();
    await expect(page.getByTestId("model")).toContainText("mock");
    await say(page, "hello");
    await expectEnd(page, "completed");
    expect(
      mock.requests.some(({ headers }) => headers["authorization"] === "Bearer sk-first"),
    ).toBe(true);
    expect(clicks).toBeLessThanOrEqual(6);
    expect(performance.now() - startedAt).toBeLessThan(60_000);
  },
);
