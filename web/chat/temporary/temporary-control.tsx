import { useNavigate } from "@solidjs/router";
import { type JSX, Show } from "solid-js";
import { failureKey } from "../../i18n/failure-key.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { useChat } from "../../state/chat.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Icon } from "../../ui/icons.tsx";
import { focusComposer } from "../../ui/focus-composer.ts";
import { useDialogs } from "../../ui/open-dialog.ts";
import { useToasts } from "../../ui/toasts.tsx";
import { temporaryAddress } from "../../state/temporary-address.ts";
import { useTemporaryWords } from "./words/temporary-words.ts";

export interface TemporaryControlProps {
  /** The thread on the screen; null for the new chat. */
  threadId: string | null;
  /** Whether it is a temporary chat, or the new chat becomes one. */
  isTemporary: boolean;
}

/** In the header: makes the new chat a temporary one; marks, keeps and exports a temporary chat. */
export function TemporaryControl(props: TemporaryControlProps): JSX.Element {
  const w = useTemporaryWords();
  const navigate = useNavigate();
  return (
    <Show
      when={props.threadId}
      fallback={
        <button
          type="button"
          title={w("temporary.title")}
          aria-pressed={props.isTemporary}
          class="group inline-flex min-h-9 min-w-9 shrink-0 items-center justify-center gap-2 rounded-lg px-2 text-sm font-medium text-muted hover:bg-hover hover:text-fg aria-pressed:bg-hover aria-pressed:text-accent coarse:min-h-11 coarse:min-w-11"
          onClick={() => {
            navigate(props.isTemporary ? "/" : temporaryAddress, { replace: true });
            focusComposer();
          }}
        >
          <Icon name="clock" />
          <span class="group-not-aria-pressed:sr-only max-sm:sr-only">{w("temporary.title")}</span>
        </button>
      }
    >
      {(threadId) => (
        <Show when={props.isTemporary}>
          <KeepControls threadId={threadId()} />
        </Show>
      )}
    </Show>
  );
}

function KeepControls(props: { threadId: string }): JSX.Element {
  const { t } = useI18n();
  const w = useTemporaryWords();
  const chat = useChat();
  const toasts = useToasts();
  const openDialog = useDialogs();

  function keep(): void {
    chat.store
      .keep(props.threadId)
      .then(() => toasts.show({ text: () => w("temporary.kept") }))
      .catch((error: unknown) => {
        const reason = failureKey(error, null);
        toasts.show({ text: () => (reason ? t(reason) : w("temporary.notKept")) });
      });
    focusComposer();
  }

  return (
    <>
      <span class="inline-flex shrink-0 items-center gap-2 px-2 text-sm font-medium text-accent">
        <Icon name="clock" />
        <span class="max-sm:sr-only">{w("temporary.title")}</span>
      </span>
      <IconButton
        icon="document"
        label={w("temporary.export")}
        onClick={(event) =>
          openDialog({ kind: "export", threadId: props.threadId }, event.currentTarget)
        }
      />
      <Button class="shrink-0" onClick={keep}>
        {w("temporary.keep")}
      </Button>
    </>
  );
}
