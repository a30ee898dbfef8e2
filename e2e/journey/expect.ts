import { expect as playwrightExpect } from "playwright/test";

/** Playwright's assertions, which try again until they hold; patient enough for a busy machine. */
export const expect = playwrightExpect.configure({ timeout: 15_000 });
