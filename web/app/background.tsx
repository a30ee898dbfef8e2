import { createEffect, type JSX, on, onCleanup } from "solid-js";
import { loadModule } from "../loading/load-module.ts";
import { useChat } from "../state/chat.ts";
import { ReplyNotices } from "./reply-notices.tsx";

const loadRegistration = () => loadModule(() => import("../offline/register-worker.ts"));

/** Pause before work that can wait, in milliseconds, where a browser cannot say that it is idle. */
const restMs = 2_000;

/** Runs a task once the browser has nothing else to do. Returns a function to cancel it. */
function whenIdle(task: () => void): () => void {
  if (typeof requestIdleCallback === "undefined") {
    const timer = setTimeout(task, restMs);
    return () => clearTimeout(timer);
  }
  const id = requestIdleCallback(task);
  return () => cancelIdleCallback(id);
}

/** What runs beside every page, and what the first paint does not wait for. */
export function Background(): JSX.Element {
  const chat = useChat();
  let isRegistered = !import.meta.env.PROD || !("serviceWorker" in navigator);

  async function register(): Promise<void> {
    if (isRegistered) return;
    isRegistered = true;
    try {
      await (await loadRegistration()).registerWorker(navigator.serviceWorker);
    } catch {
      // Without a worker the app still works online; the next connection tries again.
      isRegistered = false;
    }
  }
  createEffect(
    on(chat.connection, (connection) => {
      if (connection === "open") onCleanup(whenIdle(() => void register()));
    }),
  );
  return <ReplyNotices />;
}
