import { createEffect, createSignal, type JSX, Show } from "solid-js";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { Button } from "../ui/button.tsx";
import { createOnSight } from "../ui/on-sight.ts";

/**
 * The next page of older threads: loads when it comes near, and offers a button when that fails.
 */
export function MoreThreads(props: {
  /** Load them all, one page after the other: the list is sorted or filtered here. */
  isAllNeeded: boolean;
}): JSX.Element {
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
    margin: "1200px",
    // Check again after every page: one that does not fill the list does not trigger the observer.
    again: () => chat.state().threadList.nextCursor,
    onSight: () => state() === "idle" && void load(),
  });

  createEffect(() => {
    const isNext = props.isAllNeeded && chat.state().threadList.nextCursor !== null;
    if (isNext && state() === "idle") void load();
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
