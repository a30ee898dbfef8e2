import { appAddress, basePath } from "../state/base-path.ts";

/** The files of the app that this page has loaded so far. */
function loadedFiles(): string[] {
  const files = `${appAddress()}/assets/`;
  return performance
    .getEntriesByType("resource")
    .map(({ name }) => name)
    .filter((url) => url.startsWith(files));
}

/** Whether the user wants to load no more than necessary; some browsers do not tell. */
function savesData(): boolean {
  return (
    "connection" in navigator &&
    typeof navigator.connection === "object" &&
    navigator.connection !== null &&
    "saveData" in navigator.connection &&
    navigator.connection.saveData === true
  );
}

/** Registers the worker that opens the app without a network. Rejects when the browser refuses it. */
export async function registerWorker(
  container: ServiceWorkerContainer,
): Promise<ServiceWorkerRegistration> {
  await container.register(`${basePath()}/sw.js`, { updateViaCache: "none" });
  return container.ready;
}

/**
 * Gives each worker that comes the parts that the page loaded before it was there, and has it fetch
 * the others: the registered one, and those of later builds, which take over at any time and know
 * nothing of what the one before was told.
 */
export function createPartsKeeper(container: ServiceWorkerContainer): PartsKeeper {
  let told: ServiceWorker | null = null;
  const tell = (worker: ServiceWorker | null) => {
    if (worker === told) return;
    told = worker;
    // Workbox's router answers this message by fetching the files through its routes.
    // A worker is no window: it has no other origin.
    // oxlint-disable unicorn/require-post-message-target-origin
    worker?.postMessage({ type: "CACHE_URLS", payload: { urlsToCache: loadedFiles() } });
    if (!savesData()) worker?.postMessage({ type: "KEEP_PARTS" });
    // oxlint-enable unicorn/require-post-message-target-origin
  };
  const follow = () => tell(container.controller);
  container.addEventListener("controllerchange", follow);
  return {
    async start() {
      const { active } = await registerWorker(container);
      // An update that took over meanwhile has been told.
      if (told === null) tell(active);
      // A page that came while the worker took over the pages of that moment is left out by it.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      if (!container.controller) active?.postMessage({ type: "TAKE_OVER" });
    },
    [Symbol.dispose]: () => container.removeEventListener("controllerchange", follow),
  };
}

/** Has this page's workers keep the parts of the app. */
export interface PartsKeeper extends Disposable {
  /** Registers the worker. Rejects when the browser or the network refuses. */
  start(): Promise<void>;
}
