import { useLocation, useNavigate, useParams } from "@solidjs/router";
import { createEffect, createMemo, type JSX, on, onCleanup } from "solid-js";
import { useI18n } from "../i18n/i18n.tsx";
import { useSearchWords } from "../search/words/search-words.ts";
import { useChat } from "../state/chat.ts";
import { useToasts } from "../ui/toasts.tsx";
import { type Jump, jumpToMessage } from "./jump-to-message.ts";

/** Goes to the message that the address names, `?message=…`. */
export function FoundMessage(props: Pick<Jump, "conversation" | "scroll">): JSX.Element {
  const { t } = useI18n();
  const w = useSearchWords();
  const chat = useChat();
  const toasts = useToasts();
  const location = useLocation();
  const params = useParams();
  const navigate = useNavigate();
  const found = createMemo(() => {
    const messageId = location.query["message"];
    const threadId = params["threadId"];
    return threadId && typeof messageId === "string" ? { threadId, messageId } : null;
  });

  async function go(jump: Jump): Promise<void> {
    const isThere = await jumpToMessage(jump);
    if (jump.signal.aborted) return;
    if (!isThere) toasts.show({ text: () => w("search.gone") });
    navigate(`/t/${jump.threadId}`, { replace: true, scroll: false });
  }

  createEffect(
    on(found, (place) => {
      if (!place) return;
      const leaving = new AbortController();
      onCleanup(() => leaving.abort());
      go({ ...props, ...place, chat, signal: leaving.signal }).catch(() => {
        if (!leaving.signal.aborted) toasts.show({ text: () => t("app.unavailable") });
      });
    }),
  );
  return null;
}
