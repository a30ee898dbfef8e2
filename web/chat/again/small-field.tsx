import { createSignal, createUniqueId, type JSX, onMount } from "solid-js";
import { keyIntent } from "../../composer/key-intent.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";

export interface SmallFieldProps {
  label: string;
  /** The button that sends. */
  action: string;
  maxLength: number;
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
  const [text, setText] = createSignal("");
  let field: HTMLTextAreaElement | undefined;
  onMount(() => field?.focus());

  function send(): void {
    const words = text().trim();
    if (words !== "") props.onSend(words);
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
        class="field-sizing-content max-h-40 min-h-9 min-w-48 flex-1 resize-none rounded-lg border border-line-strong bg-bg px-3 py-1.5 text-sm coarse:min-h-11 coarse:py-2.5 coarse:text-base"
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <div class="flex gap-2">
        <Button type="submit" look="primary" disabled={text().trim() === ""}>
          {props.action}
        </Button>
        <Button onClick={() => props.onCancel()}>{t("app.cancel")}</Button>
      </div>
    </form>
  );
}
