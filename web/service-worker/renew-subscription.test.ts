import { afterAll, beforeAll, expect, test } from "bun:test";
import { newBrowser } from "../../testing/server/browser.ts";
import type { PushBrowser } from "../../testing/server/push-service.ts";
import { openPushStage, type PushStage } from "../../testing/server/push-stage.ts";
import { newVisitor } from "../../testing/server/visitor.ts";
import { renewSubscription } from "./renew-subscription.ts";

const resources = new AsyncDisposableStack();
let stage: PushStage;
beforeAll(async () => {
  stage = resources.use(await openPushStage());
}, 60_000);
afterAll(() => resources.disposeAsync());

/**
 * The browser's side: its push manager gives this address, its requests have this cookie, and this
 * user has turned notifications on in it.
 */
async function renew(
  cookie: string | null,
  next: PushBrowser,
  optedIn: string | null,
): Promise<string[]> {
  const asked: string[] = [];
  const { endpoint, keys } = next;
  await renewSubscription({
    address: stage.app.origin,
    readOptIn: async () => optedIn,
    fetch: (url, init) => {
      const headers = new Headers(init.headers);
      if (cookie !== null) headers.set("cookie", `chatkit_session_id=${cookie}`);
      return fetch(url, { ...init, headers });
    },
    pushManager: {
      subscribe: async (options) => {
        const key = options?.applicationServerKey;
        asked.push(typeof key === "string" ? key : "bytes");
        const toJSON = () => ({ endpoint, keys: { ...keys } });
        return Object.assign(Object.create(null), { endpoint, toJSON });
      },
    },
  });
  return asked;
}

test("a browser whose subscription was replaced tells the server, by its cookie alone", async () => {
  const browser = newBrowser(stage.app.origin);
  const { user } = await browser.visit();
  const { serverKey } = await browser.api.push.get.query();
  const [before, after] = [await stage.service.newBrowser(), await stage.service.newBrowser()];
  const { endpoint, keys } = before;
  await browser.api.push.subscribe.mutate({ endpoint, keys, serverKey: serverKey ?? "" });
  expect(await renew(browser.cookie, after, user.id)).toEqual([serverKey ?? "none"]);
  const { devices } = await browser.api.push.get.query();
  expect(devices.map((device) => device.endpoint)).toEqual([after.endpoint]);
});

test("a browser that is signed out asks its push service for nothing", async () => {
  const next = await stage.service.newBrowser();
  expect(await renew(null, next, "us_x")).toEqual([]);
  expect(await renew("as_x.gone", next, "us_x")).toEqual([]);
});

test("it is not renewed for somebody else who is signed in, nor when nobody turned it on", async () => {
  const browser = newBrowser(stage.app.origin);
  await browser.visit();
  const other = await newVisitor(stage.app.origin);
  const next = await stage.service.newBrowser();
  expect(await renew(browser.cookie, next, other.user.id)).toEqual([]);
  expect(await renew(browser.cookie, next, null)).toEqual([]);
  expect((await browser.api.push.get.query()).devices).toEqual([]);
});
