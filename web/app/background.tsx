import { createSignal, type JSX, onCleanup, Show } from "solid-js";
import { followPerson } from "../notifications/follow-person.ts";
import { Late } from "../ui/late.tsx";
import { ReplyNotices } from "./reply-notices.tsx";

const loadAnnouncements = async () =>
  (await import("../announcements/announcements.tsx")).Announcements;
const loadOffline = async () => (await import("../offline/offline.tsx")).Offline;

/** Longest wait for an idle moment, in milliseconds. */
const restMs = 2_000;

/** Runs a task once the browser has nothing else to do. Returns a function to cancel it. */
function whenIdle(task: () => void): () => void {
  if (typeof requestIdleCallback === "undefined") {
    const timer = setTimeout(task, restMs);
    return () => clearTimeout(timer);
  }
  const id = requestIdleCallback(task, { timeout: restMs });
  return () => cancelIdleCallback(id);
}

/** What runs beside every page, and what the first paint does not wait for. */
export function Background(): JSX.Element {
  const [isRested, setRested] = createSignal(false);
  onCleanup(whenIdle(() => setRested(true)));
  followPerson();
  return (
    <>
      <ReplyNotices />
      <Show when={isRested()}>
        <Late load={loadOffline} given={{}} />
        <Late load={loadAnnouncements} given={{}} />
      </Show>
    </>
  );
}
