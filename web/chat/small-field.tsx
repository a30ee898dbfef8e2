import { createSignal, createUniqueId, type JSX, onMount, Show, untrack } from "solid-js";
import { keyIntent } from "../composer/key-intent.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { Button } from "../ui/button.tsx";

export interface SmallFieldProps {
  label: string;
  /** The button that sends. */
  action: string;
  maxLength: number;
  /** Its text at first; with one, an empty field can be sent too. */
  initial?: string | undefined;
  /** Whether it leaves the focus where it is. */
  waits?: boolean;
  /** Below the field. */
  hint?: string;
  onSend: (text: string) => void;
  onCancel: () => void;
}

/**
 * A field below a message for a few words. Enter sends, Shift and Enter begin a line, Escape closes
 * it.
 */
export function SmallField(props: SmallFieldProps): JSX.Element {
  const { t } = useI18n();
  const id = createUniqueId();
  const initial = untrack(() => props.initial ?? "");
  const [text, setText] = createSignal(initial);
  const isReady = () => text().trim() !== initial;
  let field: HTMLTextAreaElement | undefined;
  onMount(() => props.waits || field?.focus());

  function send(): void {
    if (isReady()) props.onSend(text().trim());
  }

  function onKeyDown(event: KeyboardEvent): void {
    const intent = keyIntent(event, false);
    if (intent !== "send" && intent !== "stop") return;
    // Escape would also stop a reply in progress.
    event.preventDefault();
    if (intent === "send") send();
    else props.onCancel();
  }

  return (
    <form
      class="flex w-full basis-full flex-wrap items-end gap-2 px-2 pt-1 pb-2"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={onKeyDown}
    >
      <label for={id} class="sr-only">
        {props.label}
      </label>
      <textarea
        ref={field}
        id={id}
        rows="1"
        dir="auto"
        value={text()}
        maxLength={props.maxLength}
        placeholder={props.label}
        aria-describedby={props.hint ? `${id}-hint` : undefined}
        class="field-sizing-content max-h-40 min-h-9 min-w-48 flex-1 resize-none rounded-lg border border-line-strong bg-bg px-3 py-1.5 text-sm coarse:min-h-11 coarse:py-2.5 coarse:text-base"
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <div class="flex gap-2">
        <Button type="submit" look="primary" disabled={!isReady()}>
          {props.action}
        </Button>
        <Button onClick={() => props.onCancel()}>{t("app.cancel")}</Button>
      </div>
      <Show when={props.hint}>
        {(hint) => (
          <p id={`${id}-hint`} class="basis-full text-xs text-muted">
            {hint()}
          </p>
        )}
      </Show>
    </form>
  );
}
