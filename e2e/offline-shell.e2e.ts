import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { expectWorker, withWorker } from "./journey/kept.ts";
import { composer, enter } from "./journey/screen.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true });

journey(
  "the app opens without a network",
  async ({ page, cable }) => {
    await enter(page);
    await expectWorker(page);
    cable.cut();
    await page.reload();
    await expect(composer(page)).toBeVisible();
    await expect(page.getByText("Reconnecting…")).toBeVisible();
    await page.goto("/t/cthr_0190a000-0000-7000-8000-000000000000");
    await expect(composer(page)).toBeVisible();
    await page.goto("/sign-in");
    await expect(page).toHaveURL(/sign-in$/);
    await expect(page.getByRole("main")).toBeVisible();
  },
  withWorker,
);

journey(
  "the worker leaves to the server what the server answers",
  async ({ page, cable }) => {
    await enter(page);
    await expectWorker(page);
    const answered: string[] = [];
    const paths = ["/livez", "/docs/api", "/s/shr_x", "/frame/page", "/frame/chart"];
    for (const path of [...paths, "/openapi.json"]) {
      const answer = await page.goto(path);
      if (answer?.fromServiceWorker()) answered.push(path);
    }
    expect(answered).toEqual([]);
    const settings = await page.goto("/settings");
    expect(settings?.fromServiceWorker()).toBe(true);
    cable.cut();
    await expect(page.goto("/livez")).rejects.toThrow(/net::ERR/);
  },
  withWorker,
);
