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

/**
 * Registers the worker that opens the app without a network, and gives it the parts that the page
 * loaded before the worker was there, and has it fetch the others. Rejects when the browser or the network refuses.
 */
export async function registerWorker(container: ServiceWorkerContainer): Promise<void> {
  await container.register(`${basePath()}/sw.js`, { updateViaCache: "none" });
  const { active } = await container.ready;
  // Workbox's router answers this message by fetching the files through its routes.
  // A worker is no window: it has no other origin.
  // oxlint-disable unicorn/require-post-message-target-origin
  active?.postMessage({ type: "CACHE_URLS", payload: { urlsToCache: loadedFiles() } });
  if (!savesData()) active?.postMessage({ type: "KEEP_PARTS" });
  // oxlint-enable unicorn/require-post-message-target-origin
}
