import { createSignal, createUniqueId, type JSX, Match, Show, Switch } from "solid-js";
import type { Summary } from "../../../shared/summary.ts";
import { useFailureWords } from "../../i18n/failures/failure-words.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { useChat } from "../../state/chat.ts";
import { Button } from "../../ui/button.tsx";
import type { Conversation } from "../conversation.ts";
import { useViewWords } from "./words/view-words.ts";

/**
 * The line where the model's view begins, above the first message that it is shown, with the
 * actions for the messages before it.
 *
 * @param props.messageId the first message that is shown
 */
export function ViewLine(props: { messageId: string; conversation: Conversation }): JSX.Element {
  const w = useViewWords();
  const before = () => props.conversation.message(props.messageId)?.parentId ?? null;
  const summary = () => props.conversation.message(before() ?? "")?.summary;
  const isReady = () => summary()?.status === "ready";
  return (
    <div class="my-3 flex flex-col items-center gap-1 text-sm text-muted" data-testid="view-line">
      <div class="flex w-full items-center gap-3">
        <hr class="flex-1 border-line" aria-hidden="true" />
        <p class="max-w-[75%] text-center text-balance" role="note">
          {isReady() ? w("lineSum") : w("line")}
        </p>
        <hr class="flex-1 border-line" aria-hidden="true" />
      </div>
      <Show when={before()}>
        {(messageId) => <SummaryOffer messageId={messageId()} summary={summary()} />}
      </Show>
    </div>
  );
}

/** Offers a summary of the messages above, and shows its progress and text. */
function SummaryOffer(props: { messageId: string; summary: Summary | undefined }): JSX.Element {
  const w = useViewWords();
  const f = useFailureWords();
  const { t } = useI18n();
  const chat = useChat();
  const [busy, setBusy] = createSignal(false);
  const [refused, setRefused] = createSignal(false);
  const status = () => props.summary?.status ?? "removed";

  async function change(how: "summarise" | "dropSummary"): Promise<void> {
    if (busy()) return;
    setBusy(true);
    setRefused(false);
    try {
      await chat.client.api.messages[how].mutate({ messageId: props.messageId });
    } catch {
      setRefused(true);
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <Switch>
        <Match when={status() === "ready"}>
          <WrittenSummary
            text={props.summary?.text ?? ""}
            disabled={busy()}
            onRemove={() => void change("dropSummary")}
          />
        </Match>
        <Match when={status() === "pending"}>
          <div class="flex flex-wrap items-center justify-center gap-2">
            <span>{w("pending")}</span>
            <Button disabled={busy()} onClick={() => void change("dropSummary")}>
              {t("app.cancel")}
            </Button>
          </div>
        </Match>
        <Match when={status() === "removed" || status() === "failed"}>
          <div class="flex flex-wrap items-center justify-center gap-2">
            <Show when={status() === "failed"}>
              <span class="text-danger">
                {w("failed")} {f(props.summary?.error ?? "internal")}
              </span>
            </Show>
            <Button disabled={busy()} onClick={() => void change("summarise")}>
              {status() === "failed" ? w("retry") : w("summarise")}
            </Button>
          </div>
        </Match>
      </Switch>
      {/* A single live region: changes are announced at a pause. */}
      <p class={refused() ? "text-danger" : "sr-only"} role="status">
        {refused() ? w("refused") : status() === "ready" ? w("lineSum") : ""}
      </p>
    </>
  );
}

/** A summary, initially collapsed. */
function WrittenSummary(props: {
  text: string;
  disabled: boolean;
  onRemove: () => void;
}): JSX.Element {
  const w = useViewWords();
  const [open, setOpen] = createSignal(false);
  const panelId = createUniqueId();
  return (
    <>
      <div class="flex flex-wrap items-center justify-center gap-2">
        <Button onClick={() => setOpen(!open())} aria-expanded={open()} aria-controls={panelId}>
          {open() ? w("hide") : w("show")}
        </Button>
        <Button disabled={props.disabled} onClick={() => props.onRemove()}>
          {w("remove")}
        </Button>
      </div>
      <section
        id={panelId}
        hidden={!open()}
        aria-label={w("label")}
        dir="auto"
        class="mt-1 w-full rounded-card border border-line px-4 py-3 whitespace-pre-wrap text-fg"
      >
        {props.text}
      </section>
    </>
  );
}
