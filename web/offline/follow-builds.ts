import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import type { ConnectionState } from "../../client/types.ts";
import { basePath } from "../state/base-path.ts";
import { createQuestion, fetchEntry, ownEntry } from "./new-build.ts";

/** Least time between two questions, unless a part of the app is gone. In milliseconds. */
const leastMs = 60_000;

/**
 * Whether the server has another build than this page. It is asked after each connection, since an
 * upgrade ends them all, when the page is looked at again, and when a part of the app is gone. Once
 * another build was seen, it is asked again and again: a server that is not upgraded yet may have
 * answered, or the upgrade may be taken back.
 */
export function followBuilds(connection: Accessor<ConnectionState>): Accessor<boolean> {
  const [isNew, setNew] = createSignal(false);
  const own = import.meta.env.PROD ? ownEntry() : null;
  if (own === null) return isNew;
  const question = createQuestion(own, fetchEntry, (isOther) => {
    if (isOther && !isNew()) announce();
    setNew(isOther);
  });
  let askedAt = -Infinity;
  let timer: ReturnType<typeof setInterval> | undefined;
  onCleanup(() => clearInterval(timer));

  function ask(): void {
    askedAt = performance.now();
    void question();
  }
  function announce(): void {
    timer ??= setInterval(onSight, leastMs + 1_000);
    // The new build's files are kept before a page needs them.
    void navigator.serviceWorker
      ?.getRegistration()
      .then((registration) => registration?.update())
      .catch(() => {});
  }
  function onSight(): void {
    if (!document.hidden && performance.now() - askedAt > leastMs) ask();
  }
  createEffect(
    on(connection, (state) => {
      if (state === "open") ask();
    }),
  );
  document.addEventListener("visibilitychange", onSight);
  onCleanup(() => document.removeEventListener("visibilitychange", onSight));
  onCleanup(watchMissing(ask));
  return isNew;
}

/** Calls back when the server no longer has a part of the app. Returns a function to stop. */
function watchMissing(onMissing: () => void): () => void {
  const observer = new PerformanceObserver((list) => {
    const isMissing = list
      .getEntries()
      .some(
        (entry) =>
          entry instanceof PerformanceResourceTiming &&
          entry.responseStatus === 404 &&
          new URL(entry.name).pathname.startsWith(`${basePath()}/assets/`),
      );
    if (isMissing) onMissing();
  });
  observer.observe({ type: "resource", buffered: true });
  return () => observer.disconnect();
}
