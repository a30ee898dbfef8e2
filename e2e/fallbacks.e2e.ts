import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accountSettings } from "./journey/account.ts";
import {
  act,
  create,
  enterAsAdmin,
  field,
  form,
  preview,
  saved,
  shoot,
  tryOut,
} from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys, type Journey } from "./journey/journey.ts";
import { enter, expectEnd, replies, say } from "./journey/screen.ts";
import { expectScreenEqualsStored } from "./journey/stored.ts";

/** A connection whose server does not answer; the scripted provider's model is its fallback. */
const config = {
  connections: {
    down: { kind: "openai-chat", baseUrl: "http://127.0.0.1:9/v1", models: ["llama"] },
  },
  defaultModel: "down/llama",
  fallbacks: ["default/mock"],
};
const configPath = join(await mkdtemp(join(tmpdir(), "chatkit-fallbacks-")), "chatkit.json");
await Bun.write(configPath, JSON.stringify(config));

const journey = defineJourneys(import.meta.path, {
  env: { ...accountSettings, CHATKIT_CONFIG: configPath },
});

const notice = "Answered by mock because down/llama was unavailable.";

/** Opens the circuit that the journey before has a failure in. */
async function tellFailure({ sql }: Journey): Promise<void> {
  await sql`update model_circuits set open_until = now() + interval '1 hour'`;
  await sql`select pg_notify('chatkit_circuit', server || ' ' || model) from model_circuits`;
}

journey(
  "a reply says which model wrote it, live, in another tab and after a reload",
  async (scene) => {
    const { page, context } = scene;
    await page.setViewportSize({ width: 320, height: 640 });
    await page.emulateMedia({ colorScheme: "dark" });
    await enter(page);
    await say(page, "hello");
    await expectEnd(page, "completed");
    await expect(replies(page).getByTestId("notice")).toHaveText(notice);
    await expect(replies(page)).toContainText("hello");
    await shoot(page, "substitute-dark-320");
    await expectAccessible(page, "a reply by a fallback model");
    await expectScreenEqualsStored(page, scene.sql);
    const other = await context.newPage();
    await other.goto(page.url());
    await expect(replies(other).getByTestId("notice")).toHaveText(notice);
    await page.reload();
    await expect(replies(page).getByTestId("notice")).toHaveText(notice);
  },
);

journey("an assistant has fallback models of its own, in order", async (scene) => {
  const { page } = scene;
  await enterAsAdmin(scene, "fallbacks@example.org");
  await tellFailure(scene);
  const failing = page.getByRole("region", { name: "Models that aren’t answering" });
  await expect(async () => {
    await page.reload();
    await expect(failing).toContainText("All models of down", { timeout: 1_000 });
  }).toPass();
  await expect(failing).toContainText("The model server can’t be reached.");
  await shoot(page, "failing-models");
  await expectAccessible(page, "models that are not answering");
  await create(page, "Reliable");
  await field(page, "Model").fill("down/llama");
  const choice = field(page, "If this model can’t answer");
  await expect(choice).toHaveValue("server");
  await choice.selectOption("own");
  await field(page, "Fallback 1").fill("down/other");
  await act(page, "Add model").press("Enter");
  await field(page, "Fallback 2").fill("second");
  await act(page, "Add model").press("Enter");
  await field(page, "Fallback 3").fill("first");
  await act(page, "Move fallback 3 up").press("Enter");
  await act(page, "Remove fallback 1").press("Enter");
  await expect(field(page, "Fallback 1")).toHaveValue("first");
  await expect(field(page, "Fallback 2")).toHaveValue("second");
  await saved(page);
  await choice.scrollIntoViewIfNeeded();
  await shoot(page, "fallbacks");
  await expectAccessible(page, "an editor with fallback models");
  await tryOut(page, "hello");
  await expect(preview(page).getByTestId("notice")).toHaveText(
    "Answered by first because down/llama was unavailable.",
  );
  await page.reload();
  await expect(field(page, "Fallback 2")).toHaveValue("second");
  await page.setViewportSize({ width: 320, height: 640 });
  await choice.scrollIntoViewIfNeeded();
  await shoot(page, "fallbacks-320");
  const { right } = await form(page).evaluate((element) => element.getBoundingClientRect());
  expect(right).toBeLessThanOrEqual(320);

  await act(page, "Remove fallback 2").click();
  await expect(act(page, "Add model")).toBeFocused();
  await choice.selectOption("none");
  await saved(page);
  await page.reload();
  await expect(choice).toHaveValue("none");
  await expect(field(page, "Fallback 1")).toHaveCount(0);
});
