import type { BrowserContext, CDPSession, Page } from "playwright";
import { type PushMessage } from "../shared/push.ts";
import { startPushService } from "../testing/server/push-service.ts";
import { untilTrue } from "../testing/until.ts";
import { accountSettings, chooseInMenu, person, register } from "./journey/account.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { enter, expectEnd, say, sidebar, threadIdOf } from "./journey/screen.ts";

// Chromium's own push service is out of reach: it gives the address of one of the test's, and what
// arrives there, decrypted, is delivered to the service worker by the debugging protocol.
const service = startPushService();
const env = { ...accountSettings, CHATKIT_PUSH_SERVICES: service.origin };
const journey = defineJourneys(import.meta.path, { env, wholeBrowser: true });
const withWorker = { browser: { serviceWorkers: "allow" } as const };

/** A browser whose push manager subscribes at the test's service. */
async function withPushService(context: BrowserContext) {
  const browser = await service.newBrowser();
  const { endpoint, keys } = browser;
  await context.addInitScript(
    (given) => {
      const bytesOf = (base64: string) =>
        Uint8Array.from(atob(base64.replaceAll("-", "+").replaceAll("_", "/")), (c) =>
          c.charCodeAt(0),
        );
      const subscription = () => {
        const key = localStorage.getItem("test-push");
        if (key === null) return null;
        return {
          endpoint: given.endpoint,
          options: { applicationServerKey: bytesOf(key).buffer },
          toJSON: () => given,
          async unsubscribe() {
            localStorage.removeItem("test-push");
            return true;
          },
        };
      };
      Object.assign(PushManager.prototype, {
        getSubscription: async () => subscription(),
        async subscribe(options: { applicationServerKey: string }) {
          localStorage.setItem("test-push", options.applicationServerKey);
          return subscription();
        },
      });
    },
    { endpoint, keys },
  );
  return browser;
}

/** Turns notifications on, from a browser that has not been asked yet. */
async function turnOn(page: Page, context: BrowserContext): Promise<void> {
  await page.goto("/settings/notifications");
  await expect(page.getByText("Your browser blocks notifications")).toBeVisible();
  const { origin } = new URL(page.url());
  await context.grantPermissions(["notifications"], { origin });
  await page.getByRole("button", { name: "Turn on for this device" }).click();
  await expect(page.getByText("Push notifications are on for this device.")).toBeVisible();
}

/** Hands a push to the page's service worker, as the browser does. */
async function deliver(page: Page, message: PushMessage): Promise<void> {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  const registered = Promise.withResolvers<string>();
  cdp.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
    for (const { registrationId, scopeURL, isDeleted } of registrations)
      if (!isDeleted && scopeURL.startsWith(new URL(page.url()).origin))
        registered.resolve(registrationId);
  });
  await cdp.send("ServiceWorker.enable");
  const registrationId = await registered.promise;
  const { origin } = new URL(page.url());
  const data = JSON.stringify(message);
  await cdp.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data });
  await cdp.detach();
}

/** The notifications that the browser shows for the app. */
const shown = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const list = await registration.getNotifications();
    return list.map(({ title, body, tag, lang, data }) => ({ title, body, tag, lang, data }));
  });

/** Gives the worker a subscription, too, which tells how often it was ended. */
async function withWorkersSubscription(context: BrowserContext): Promise<() => Promise<number>> {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
  await worker.evaluate(() => {
    const unsubscribe = async () => {
      Object.assign(globalThis, { endedCount: Number(Reflect.get(globalThis, "endedCount")) + 1 });
      return true;
    };
    Object.assign(globalThis, { endedCount: 0 });
    Object.assign(PushManager.prototype, { getSubscription: async () => ({ unsubscribe }) });
  });
  return () => worker.evaluate(() => Number(Reflect.get(globalThis, "endedCount")));
}

/** Clicks the only notification; resolves with what the worker did: a tab brought to the front, or opened. */
async function click(context: BrowserContext): Promise<string[]> {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
  return worker.evaluate(async () => {
    const scope = globalThis as unknown as ServiceWorkerGlobalScope;
    const did: string[] = [];
    // Without a hand on the mouse the browser lets a worker do neither.
    Object.assign(scope.clients, {
      openWindow: async (url: string) => void did.push(`open ${new URL(url).pathname}`),
    });
    Object.assign(WindowClient.prototype, {
      async focus(this: WindowClient) {
        did.push(`focus ${new URL(this.url).pathname}`);
      },
    });
    const [notification] = await scope.registration.getNotifications();
    if (!notification) throw new Error("there is no notification");
    const waits: Promise<unknown>[] = [];
    const event = new NotificationEvent("notificationclick", { notification });
    Object.assign(event, { waitUntil: (work: Promise<unknown>) => void waits.push(work) });
    scope.dispatchEvent(event);
    await Promise.all(waits);
    return did;
  });
}

journey(
  "a reply that ends with no tab open is a notification, which leads to its chat",
  async ({ page, context }) => {
    const browser = await withPushService(context);
    await enter(page);
    await turnOn(page, context);
    await page.getByRole("button", { name: "Send a test" }).click();
    await expect(page.getByText("A test notification will arrive")).toBeVisible();
    expect((await browser.push(0)).message.body).toBe("Notifications work on this device.");
    await page.getByLabel("Show the text in notifications").check();
    await expect(page.getByText("Saved.")).toBeVisible();
    await page.goto("/");
    await say(page, "[[paced tokens=30 rate=20]]");
    await expect(page).toHaveURL(/\/t\//);
    const threadId = threadIdOf(page);
    await page.close();
    const { message } = await browser.push(1);
    expect(message).toMatchObject({ tag: threadId, path: `/t/${threadId}` });
    expect(message.body).not.toBe("A reply is ready.");
    const next = await context.newPage();
    await next.goto("/settings/notifications");
    await expect(next.getByText("Push notifications are on for this device.")).toBeVisible();
    await deliver(next, message);
    const { title, body, tag, lang, path } = message;
    await untilTrue("a notification", async () => (await shown(next)).length > 0);
    expect(await shown(next)).toEqual([{ title, body, tag, lang, data: path }]);
    expect(await click(context)).toEqual([`open ${path}`]);
    expect(await shown(next)).toEqual([]);
    await deliver(next, message);
    await untilTrue("a notification", async () => (await shown(next)).length > 0);
    const tab = await context.newPage();
    await tab.goto(path);
    await expectEnd(tab, "completed");
    // The chat is on the screen: its notification is gone.
    await untilTrue("no notification", async () => (await shown(tab)).length === 0);
    await deliver(tab, message);
    await untilTrue("a notification", async () => (await shown(tab)).length > 0);
    expect(await click(context)).toEqual([`focus ${path}`]);
  },
  withWorker,
);

journey(
  "a tab that shows the end of a reply keeps the devices silent, and settings are kept",
  async ({ page, context, sql }) => {
    const browser = await withPushService(context);
    await enter(page);
    await turnOn(page, context);
    await expectAccessible(page, "settings: notifications");
    await page.getByLabel("Quiet hours").check();
    await page.getByLabel("From").fill("23:30");
    await page.getByLabel("From").blur();
    await expect(page.getByText("Saved.")).toBeVisible();
    await page.reload();
    await expect(page.getByLabel("From")).toHaveValue("23:30");
    await expect(page.getByLabel("Until")).toHaveValue("07:00");
    await page.getByLabel("Quiet hours").uncheck();
    await expect(page.getByText("Saved.")).toBeVisible();
    const other = await context.newPage();
    await enter(other);
    await say(other, "[[paced tokens=40 rate=20]]");
    await expect(other).toHaveURL(/\/t\//);
    const threadId = threadIdOf(other);
    await page.bringToFront();
    await expect(sidebar(page).locator(`a[href="/t/${threadId}"]`)).toBeVisible();
    await other.close();
    await expect(page.getByText("New reply in")).toBeVisible();
    await untilTrue("the end of the push job", async () => {
      const jobs = await sql`
        select 1 from pgboss.job where name = 'push' and state = 'completed'
          and data ->> 'generationId' in (select id from generations where thread_id = ${threadId})`;
      return jobs.length > 0;
    });
    expect(browser.arrived).toEqual([]);
    await page.getByRole("button", { name: "Turn off for this device" }).click();
    await expect(page.getByRole("button", { name: "Turn on for this device" })).toBeVisible();
    expect(
      await sql`select 1 from push_subscriptions where endpoint = ${browser.endpoint}`,
    ).toEqual([]);
  },
  withWorker,
);

journey(
  "notifications of a person who signs out are gone, and of one who has left in another way",
  async ({ page, context, sql }) => {
    await withPushService(context);
    await enter(page);
    await register(page, sql, "tray@example.org");
    await turnOn(page, context);
    const optedIn = () =>
      page.evaluate(async () => (await caches.match("/push-opt-in"))?.text() ?? null);
    const [user] = await sql<{ id: string }[]>`
      select id from users where email = 'tray@example.org'`;
    await untilTrue("the note", async () => (await optedIn()) === user?.id);
    const ended = await withWorkersSubscription(context);
    const text = { title: "Secret", body: "", lang: "en", dir: "ltr" } as const;
    const message: PushMessage = { ...text, tag: "test", path: "/" };
    await page.goto("/");
    await deliver(page, message);
    await untilTrue("a notification", async () => (await shown(page)).length > 0);
    await chooseInMenu(page, "Sign out");
    await expect(person(page).getByText("Guest")).toBeVisible();
    await untilTrue("no notification", async () => (await shown(page)).length === 0);
    await untilTrue("the end of the subscription", async () => (await ended()) === 1);
    expect(await optedIn()).toBeNull();
    // As after a sign-out that no page of this browser has seen.
    await page.evaluate(async (id) => {
      const cache = await caches.open("chatkit-push");
      await cache.put("/push-opt-in", new Response(id));
    }, user?.id);
    await deliver(page, message);
    await untilTrue("a notification", async () => (await shown(page)).length > 0);
    await page.reload();
    await untilTrue("no notification", async () => (await shown(page)).length === 0);
    await untilTrue("the end of the subscription", async () => (await ended()) === 2);
    expect(await optedIn()).toBeNull();
  },
  withWorker,
);
