import { expect as playwrightExpect } from "playwright/test";

/** Playwright's assertions, which retry until they hold, with enough time for a busy machine. */
export const expect = playwrightExpect.configure({ timeout: 15_000 });
