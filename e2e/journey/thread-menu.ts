import type { Page } from "playwright";
import { sidebar } from "./screen.ts";

/** Opens the menu of the thread with a title. */
export async function openThreadMenu(page: Page, title: string): Promise<void> {
  await sidebar(page).getByRole("link", { name: title }).hover();
  await page.getByRole("button", { name: `Actions for “${title}”` }).click();
}
