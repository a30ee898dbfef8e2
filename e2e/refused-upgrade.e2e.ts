import { startDroppingProxy } from "./journey/dropping-proxy.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { enter, expectEnd, say } from "./journey/screen.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true });

journey(
  "behind a proxy that lets no WebSocket through, the app says so, until it does",
  async ({ page, server }) => {
    await using proxy = await startDroppingProxy(server.origin);
    await page.goto(proxy.origin);
    const notice = page.getByText("WebSocket connections don’t reach the server.");
    await expect(notice).toContainText("Upgrade");
    proxy.passUpgrades();
    await expect(notice).toHaveCount(0);
    await say(page, "hello");
    await expectEnd(page, "completed");
  },
  { provokes: /^a (request|socket) to (http|ws):\/\/127\.0\.0\.1:/ },
);

journey("a connection that is let in says nothing of the kind", async ({ page }) => {
  await enter(page);
  await say(page, "hello");
  await expectEnd(page, "completed");
  await expect(page.getByText("WebSocket")).toHaveCount(0);
});
