import { useLocation, useNavigate } from "@solidjs/router";
import { createEffect, createMemo, createSignal, type JSX, onCleanup } from "solid-js";
import { shownTitle } from "../../client/state/shown-title.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { isolate } from "../i18n/isolate.ts";
import { useChat } from "../state/chat.ts";
import { endedReplies } from "../state/ended-replies.ts";
import { threadIdIn } from "../state/thread-id-in.ts";
import { closeNotification } from "../notifications/close-notification.ts";
import { useToasts } from "../ui/toasts.tsx";

/** Whether the page is visible. */
function createVisible() {
  const [visible, setVisible] = createSignal(!document.hidden);
  const update = () => setVisible(!document.hidden);
  document.addEventListener("visibilitychange", update);
  onCleanup(() => document.removeEventListener("visibilitychange", update));
  return visible;
}

/**
 * Announces replies that end in threads other than the one on the screen, and marks that one as
 * read. Renders nothing.
 */
export function ReplyNotices(): JSX.Element {
  const { t } = useI18n();
  const chat = useChat();
  const toasts = useToasts();
  const navigate = useNavigate();
  const location = useLocation();
  const visible = createVisible();
  const openThreadId = createMemo(() => threadIdIn(location.pathname));
  const threads = createMemo(() => chat.threadState().threads);

  // What ended before this page was opened is no news: copies of chats may be days old.
  const isConfirmed = createMemo<boolean>(
    (was) => was || chat.threadState().threadList.status === "ready",
    false,
  );
  createEffect((before: ReturnType<typeof threads> | undefined) => {
    const after = threads();
    if (!isConfirmed()) return undefined;
    const ended = endedReplies(before ?? after, after, openThreadId());
    // Where a toast is seen, no device needs a notification. One too many does no harm.
    if (ended.length > 0 && visible()) chat.client.api.push.noticed.mutate().catch(() => {});
    for (const thread of ended) {
      toasts.show({
        text: () => {
          const title = shownTitle(threads()[thread.id]) ?? t("sidebar.untitled");
          return t("toast.replyEnded", isolate(title));
        },
        action: { label: () => t("toast.open"), run: () => navigate(`/t/${thread.id}`) },
      });
    }
    return after;
  });

  createEffect(() => {
    const id = openThreadId();
    if (id === null || !visible() || !threads()[id]?.unread) return;
    // A failure is made up for the next time that the thread is opened.
    chat.store.markRead(id).catch(() => {});
    void closeNotification(id);
  });
  return null;
}
