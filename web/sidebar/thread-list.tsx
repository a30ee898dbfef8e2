import {
  createEffect,
  createMemo,
  createSignal,
  For,
  type JSX,
  Match,
  onCleanup,
  Show,
  Switch,
} from "solid-js";
import { listedThreads } from "../../client/state/selectors.ts";
import type { Thread } from "../../shared/thread.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { createOnSight } from "../ui/on-sight.ts";
import { Button } from "../ui/button.tsx";
import { type DayGroup, groupByDay, untilMidnightMs } from "./day-groups.ts";
import { LoadingRows } from "./loading-rows.tsx";
import { ThreadRow } from "./thread-row.tsx";

/** The current day, as a signal that changes at midnight. */
function createToday() {
  const [today, setToday] = createSignal(new Date());
  createEffect(() => {
    const timer = setTimeout(() => setToday(new Date()), untilMidnightMs(today()) + 1_000);
    onCleanup(() => clearTimeout(timer));
  });
  return today;
}

/**
 * The next page of older threads: loads when it comes near, and offers a button when that fails.
 */
function MoreThreads(): JSX.Element {
  const { t } = useI18n();
  const chat = useChat();
  const [state, setState] = createSignal<"idle" | "loading" | "failed">("idle");
  let end: HTMLDivElement | undefined;

  async function load(): Promise<void> {
    if (state() === "loading") return;
    setState("loading");
    try {
      await chat.store.loadMoreThreads();
      setState("idle");
    } catch {
      setState("failed");
    }
  }

  createOnSight({
    target: () => end,
    margin: "300px",
    // Check again after every page: one that does not fill the list does not trigger the observer.
    again: () => chat.state().threadList.nextCursor,
    onSight: () => state() === "idle" && void load(),
  });

  return (
    <div ref={end} class="px-1 py-2">
      <Show when={state() === "failed"}>
        <p class="px-2 pb-2 text-sm text-muted">{t("sidebar.failed")}</p>
      </Show>
      <Button class="w-full" disabled={state() === "loading"} onClick={() => void load()}>
        {state() === "loading" ? t("sidebar.loading") : t("sidebar.more")}
      </Button>
    </div>
  );
}

/** Threads under a heading. */
interface ThreadGroup {
  group: DayGroup | "pinned";
  items: readonly Thread[];
}

/** The user's threads, pinned ones first, then newest first, grouped by the day they were last used. */
export function ThreadList(props: { onNavigate: () => void }): JSX.Element {
  const { t } = useI18n();
  const chat = useChat();
  const today = createToday();
  const listed = createMemo(() => listedThreads(chat.threadState()));
  const groups = createMemo((): ThreadGroup[] => [
    ...(listed().pinned.length > 0 ? [{ group: "pinned" as const, items: listed().pinned }] : []),
    ...groupByDay(listed().others, today()),
  ]);
  const groupNames = createMemo(() => groups().map(({ group }) => group));
  const labels: Record<ThreadGroup["group"], () => string> = {
    pinned: () => t("sidebar.pinned"),
    today: () => t("sidebar.today"),
    yesterday: () => t("sidebar.yesterday"),
    week: () => t("sidebar.week"),
    older: () => t("sidebar.older"),
  };
  const idsOf = (group: ThreadGroup["group"]) =>
    (groups().find((candidate) => candidate.group === group)?.items ?? []).map(
      (thread) => thread.id,
    );
  const status = () => chat.state().threadList.status;

  return (
    <>
      <For each={groupNames()}>
        {(group) => (
          <section aria-label={labels[group]()}>
            <h3 class="px-3 pt-4 pb-1 text-xs font-semibold text-muted">{labels[group]()}</h3>
            <ul class="flex flex-col gap-0.5">
              <For each={idsOf(group)}>
                {(threadId) => (
                  <ThreadRow threadId={threadId} onNavigate={() => props.onNavigate()} />
                )}
              </For>
            </ul>
          </section>
        )}
      </For>
      <Switch>
        <Match when={status() === "failed"}>
          <div role="alert" class="px-3 pt-4 text-sm text-muted">
            <p class="pb-2">{t("sidebar.failed")}</p>
            <Button onClick={() => chat.store.reconcile()}>{t("app.retry")}</Button>
          </div>
        </Match>
        <Match when={status() === "loading" && groups().length === 0}>
          <LoadingRows />
        </Match>
        <Match when={status() === "ready" && groups().length === 0}>
          <p class="px-3 pt-4 text-sm text-muted">{t("sidebar.empty")}</p>
        </Match>
        <Match when={status() === "ready" && chat.state().threadList.nextCursor !== null}>
          <MoreThreads />
        </Match>
      </Switch>
    </>
  );
}
