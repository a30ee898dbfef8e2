import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "playwright";
import { type MockProvider, startMockProvider } from "../../testing/mock-provider/mock-provider.ts";
import { accountSettings } from "./account.ts";
import { expect } from "./expect.ts";
import { heldReply, replyCount } from "./held-reply.ts";
import { composer, expectEnd } from "./screen.ts";

/** The name of a model as long as some servers give them. */
export const longName =
  "other/a-model-with-a-name-as-long-as-some-servers-give-them-2026-11-29-preview";

/** The scripted servers of two models, and the settings of a ChatKit that is connected to both. */
export interface TwoModels {
  /** Serves `one/alpha`, the default, and `one/gamma`. */
  alpha: MockProvider;
  /** Serves `other/beta` and `longName`. */
  beta: MockProvider;
  env: Record<string, string>;
}

/** Starts them. They last as long as the process. */
export async function startTwoModels(): Promise<TwoModels> {
  const [alpha, beta] = await Promise.all([startMockProvider(), startMockProvider()]);
  const kind = "openai-chat";
  const config = {
    connections: {
      one: { kind, baseUrl: alpha.url, models: ["alpha", "gamma"] },
      other: { kind, baseUrl: beta.url, models: ["beta", longName.replace("other/", "")] },
    },
    defaultModel: "one/alpha",
  };
  const path = join(await mkdtemp(join(tmpdir(), "chatkit-compare-")), "chatkit.json");
  await Bun.write(path, JSON.stringify(config));
  return { alpha, beta, env: { ...accountSettings, CHATKIT_CONFIG: path } };
}

/** Two replies side by side. */
export const dialog = (page: Page) => page.getByTestId("comparison");
/** The two replies. */
export const columns = (page: Page) => page.getByTestId("compared");
/** A button by its whole name. */
export const act = (where: Page | Locator, name: string) =>
  where.getByRole("button", { name, exact: true });

/** Chooses a model in the list that is open. */
export async function choose(page: Page, model: string): Promise<void> {
  await page.getByRole("combobox", { name: "Search models" }).fill(model);
  await page.getByRole("option", { name: model }).first().click();
}

/** Says something, and compares its reply with one that the second model is about to write. */
export async function compareHeld(page: Page, { alpha, beta }: TwoModels, text: string) {
  const said = replyCount(alpha);
  await composer(page).fill(`${text} [[gate]]`);
  await act(page, "Send").click();
  const left = await heldReply(alpha, said + 1);
  left.push("**Alpha** says so.");
  left.release();
  await expectEnd(page, "completed");
  const before = replyCount(beta);
  await act(page, "Compare with another model").click();
  await choose(page, "other/beta");
  await expect(columns(page)).toHaveCount(2);
  return heldReply(beta, before + 1);
}
