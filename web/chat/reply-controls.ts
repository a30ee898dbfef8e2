import { type Accessor, createMemo, createSignal, onCleanup } from "solid-js";
import type { RegenerateOptions } from "../../client/message-changes.ts";
import type { FeedbackKind } from "../../shared/message.ts";
import { keyIntent } from "../composer/key-intent.ts";
import { failureKey } from "../i18n/failure-key.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { useToasts } from "../ui/toasts.tsx";
import type { Conversation } from "./conversation.ts";

export interface ReplyControls {
  /** Stops the reply in progress; null when there is none, or it is already being stopped. */
  stop: Accessor<(() => void) | null>;
  regenerate(messageId: string, how?: RegenerateOptions): void;
  /** Continues a reply that was cut off. */
  continueReply(messageId: string): void;
  giveFeedback(messageId: string, kind: FeedbackKind | null, comment?: string): void;
}

/** Whether a dialog or menu is open, which Escape closes first. */
function overlayIsOpen(): boolean {
  return document.querySelector("[role=dialog], [role=alertdialog], [role=menu]") !== null;
}

/**
 * Stop (also with Escape), regenerate and feedback; shows a toast when the server refuses.
 *
 * @param isMeant whether a key press is for this conversation; by default every one is
 */
export function createReplyControls(
  conversation: Conversation,
  isMeant: (press: KeyboardEvent) => boolean = () => true,
): ReplyControls {
  const { t } = useI18n();
  const chat = useChat();
  const toasts = useToasts();
  type Failure =
    | "chat.stop.failed"
    | "chat.feedback.failed"
    | "chat.regenerate.failed"
    | "chat.continue.failed";
  const tell = (error: unknown, failure: Failure) => {
    const key = failureKey(error, failure);
    toasts.show({ text: () => t(key) });
  };
  const [stoppingId, setStoppingId] = createSignal<string | null>(null);

  const stop = createMemo(() => {
    const generationId = conversation.live()?.id;
    if (!generationId || generationId === stoppingId()) return null;
    return () => {
      setStoppingId(generationId);
      chat.store.stop(generationId).catch((error: unknown) => {
        setStoppingId(null);
        tell(error, "chat.stop.failed");
      });
    };
  });

  function onKeyDown(event: KeyboardEvent): void {
    if (event.defaultPrevented || keyIntent(event, false) !== "stop" || overlayIsOpen()) return;
    if (isMeant(event)) stop()?.();
  }
  window.addEventListener("keydown", onKeyDown);
  onCleanup(() => window.removeEventListener("keydown", onKeyDown));

  return {
    stop,
    giveFeedback(messageId, kind, comment) {
      chat.store
        .giveFeedback(messageId, kind, comment)
        .catch((error: unknown) => tell(error, "chat.feedback.failed"));
    },
    continueReply(messageId) {
      chat.store
        .continueReply(messageId)
        .catch((error: unknown) => tell(error, "chat.continue.failed"));
    },
    regenerate(messageId, how) {
      conversation
        .regenerate(messageId, how)
        .catch((error: unknown) => tell(error, "chat.regenerate.failed"));
    },
  };
}
