import { mkdir } from "node:fs/promises";
import type { Locator, Page } from "playwright";
import { makeAdmin, register } from "./account.ts";
import { expect } from "./expect.ts";
import type { Journey } from "./journey.ts";
import { enter } from "./screen.ts";

const shots = process.env["CHATKIT_SHOTS"];

/** Saves a screenshot, where screenshots were requested. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (!shots) return;
  await mkdir(shots, { recursive: true });
  await page.screenshot({ path: `${shots}/${name}.png` });
}

/** The form of the assistant. */
export const form = (page: Page) => page.getByRole("main").locator("form").first();
/** A field of the form; of texts, the one in the current language. */
export const field = (page: Page, name: string) => form(page).getByLabel(name, { exact: true });
/** A button of the form. */
export const act = (page: Page, name: string) =>
  form(page).getByRole("button", { name, exact: true });
/** The preview's chat. */
export const preview = (page: Page) => page.locator("#preview");
/** The preview's replies, oldest first. */
export const previewReplies = (page: Page) =>
  preview(page).locator('[data-testid="message"][data-role="assistant"]');
/** Waits until all changes are saved on the server. */
export const saved = (page: Page) =>
  expect(page.getByTestId("save-state")).toHaveAttribute("data-state", "saved");

/** The composer of the preview. */
export const previewField = (page: Page) => preview(page).getByLabel("Message", { exact: true });

/** Sends a message in the preview. */
export async function sayInPreview(page: Page, text: string): Promise<void> {
  await previewField(page).fill(text);
  await previewField(page).press("Enter");
}

/** Sends a message in the preview, and waits for the reply. */
export async function tryOut(page: Page, text: string): Promise<void> {
  await sayInPreview(page, text);
  await expect(previewReplies(page).last()).toHaveAttribute("data-status", "completed");
}

/** The instructions of the model's last request. */
export function instructions({ mock }: Journey): unknown {
  const asked = mock.requests.filter(({ kind }) => kind === "reply").at(-1);
  return JSON.parse(JSON.stringify(asked?.body)).messages[0];
}

/** Signs in as a new admin, and opens the list of assistants. */
export async function enterAsAdmin({ page, sql }: Journey, address: string): Promise<void> {
  await enter(page);
  await register(page, sql, address);
  await makeAdmin(sql, address);
  await page.goto("/admin/workflows");
  await expect(page.getByRole("list", { name: "Assistants" })).toBeVisible();
}

/** Creates an assistant with only a name. */
export async function create(page: Page, name: string): Promise<void> {
  await page.goto("/admin/workflows");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

/** Fills in all required texts, in every language. */
export async function fillTexts(page: Page, greeting: string): Promise<void> {
  for (let i = 0; i < 2; i++) await act(page, "Add starter").click();
  for (const language of ["English", "Français", "Español"]) {
    await form(page).getByRole("tab", { name: language }).click();
    await field(page, "Greeting").fill(`${greeting} (${language})`);
    await field(page, "Message placeholder").fill("Words to translate");
    for (const number of [1, 2]) {
      const starter: Locator = form(page).getByRole("group", { name: `Starter ${number}` });
      await starter.getByLabel("Label", { exact: true }).fill(`Try ${number}`);
      await starter.getByLabel("Message", { exact: true }).fill(`Prompt ${number}`);
    }
  }
  await form(page).getByRole("tab", { name: "English" }).click();
}
