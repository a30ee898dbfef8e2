import type { Page } from "playwright";
import { newId } from "../shared/ids.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { composer, enter, expectEnd, say, threadIdOf } from "./journey/screen.ts";
import { seedThread } from "./journey/seed-thread.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true });

const missing = "This chat doesn’t exist";

journey("an address of a conversation that cannot be says so, and leads on", async ({ page }) => {
  await enter(page);
  const ids = [newId("thread"), "cthr_nonsense", "nonsense", "undefined", "a b", "%00", "%E0%A4%A"];
  for (const id of [...ids, "x".repeat(2_000)]) {
    await page.goto(`/t/${id}`);
    await expect(page.getByText(missing)).toBeVisible();
    await expect(page.getByRole("button", { name: "Retry" })).toHaveCount(0);
    await expect(
      page.getByRole("main").getByRole("link", { name: "New chat" }).last(),
    ).toBeVisible();
  }
  // A message written there starts a new chat.
  await composer(page).fill("Hello from nowhere");
  await composer(page).press("Enter");
  await expectEnd(page, "completed");
  expect(threadIdOf(page)).toMatch(/^cthr_/);
  await page.goto(`/t/${newId("thread")}`);
  await page.getByRole("main").getByRole("link", { name: "New chat" }).last().click();
  await expect(page).toHaveURL(/\/$/);
});

/** A call as the app writes it to the socket. */
interface Call {
  id: number;
  params?: { path?: string };
}

/** Makes the server fail at a procedure, until it is restored. */
async function failAt(page: Page, path: string): Promise<{ mend: () => void }> {
  const way = { isMended: false };
  await page.routeWebSocket(/\/trpc/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((frame) => {
      const isCalled = !way.isMended && typeof frame === "string" && frame.includes(`"${path}"`);
      if (!isCalled) return server.send(frame);
      const value: Call | Call[] = JSON.parse(frame);
      for (const call of Array.isArray(value) ? value : [value]) {
        if (call.params?.path !== path) server.send(JSON.stringify(call));
        else {
          const data = { code: "INTERNAL_SERVER_ERROR", httpStatus: 500, appCode: "internal" };
          const error = { code: -32_603, message: "Something went wrong.", data };
          socket.send(JSON.stringify({ id: call.id, error }));
        }
      }
    });
  });
  return { mend: () => void (way.isMended = true) };
}

journey("a conversation that cannot be loaded now offers to try again", async ({ page, sql }) => {
  await enter(page);
  const thread = await seedThread(sql, "There", [{ question: "Are you there?", reply: "Yes." }]);
  const way = await failAt(page, "messages.list");
  await page.goto(`/t/${thread.id}`);
  await expect(page.getByText("Couldn’t load this chat.")).toBeVisible();
  await expect(page.getByText(missing)).toHaveCount(0);
  way.mend();
  await page.getByRole("button", { name: "Retry" }).click();
  await expect(page.getByText("Yes.")).toBeVisible();
  await say(page, "Good.");
  await expectEnd(page, "completed");
});
