import { afterAll, beforeAll, expect, test } from "bun:test";
import { createPartsKeeper } from "./register-worker.ts";

/** A worker that notes the kinds of messages that it gets. */
function worker(): { worker: ServiceWorker; got: string[] } {
  const got: string[] = [];
  const made = { postMessage: (message: { type: string }) => void got.push(message.type) };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the rest of it is not used
  return { worker: made as ServiceWorker, got };
}

/** A browser whose registered worker is `active`. */
function browser(active: ServiceWorker) {
  const container = Object.assign(new EventTarget(), {
    controller: null as ServiceWorker | null,
    register: async () => ({ active }),
    ready: Promise.resolve({ active }),
  });
  return {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the rest of it is not used
    container: container as unknown as ServiceWorkerContainer,
    takeOver(by: ServiceWorker) {
      container.controller = by;
      container.dispatchEvent(new Event("controllerchange"));
    },
  };
}

beforeAll(() => {
  const document = { querySelector: () => null };
  Object.assign(globalThis, { document, location: new URL("http://localhost/") });
});
afterAll(() => {
  for (const name of ["document", "location"]) Reflect.deleteProperty(globalThis, name);
});

const all = ["CACHE_URLS", "KEEP_PARTS"];

test("the worker of a later build keeps its parts, too", async () => {
  const [old, next] = [worker(), worker()];
  const { container, takeOver } = browser(old.worker);
  using keeper = createPartsKeeper(container);
  await keeper.start();
  // The page has no worker yet: it asks for one.
  expect([old.got, next.got]).toEqual([[...all, "TAKE_OVER"], []]);
  takeOver(next.worker);
  expect([old.got, next.got]).toEqual([[...all, "TAKE_OVER"], all]);
});

test("a worker is told once, whichever way it comes", async () => {
  const only = worker();
  const { container, takeOver } = browser(only.worker);
  using keeper = createPartsKeeper(container);
  takeOver(only.worker);
  await keeper.start();
  takeOver(only.worker);
  expect(only.got).toEqual(all);
});

test("an update that takes over while the page registers is the one that is told", async () => {
  const [old, next] = [worker(), worker()];
  const { container, takeOver } = browser(old.worker);
  using keeper = createPartsKeeper(container);
  const started = keeper.start();
  takeOver(next.worker);
  await started;
  expect([old.got, next.got]).toEqual([[], all]);
});
