import { createSignal, type JSX, onCleanup } from "solid-js";
import { useI18n } from "../i18n/i18n.tsx";
import { IconButton } from "../ui/button.tsx";
import { copyText } from "../ui/copy-text.ts";
import { useToasts } from "../ui/toasts.tsx";

/** How long the check mark is shown after copying, in milliseconds. */
const copiedLastsMs = 2_000;

/** Copies a message's text. */
export function CopyButton(props: { text: string }): JSX.Element {
  const { t } = useI18n();
  const toasts = useToasts();
  const [copied, setCopied] = createSignal(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));

  async function copy(): Promise<void> {
    if (!(await copyText(props.text))) {
      toasts.show({ text: () => t("chat.copy.failed") });
      return;
    }
    setCopied(true);
    clearTimeout(timer);
    timer = setTimeout(() => setCopied(false), copiedLastsMs);
  }

  return (
    <>
      <IconButton
        icon={copied() ? "check" : "copy"}
        label={copied() ? t("chat.copied") : t("chat.copy")}
        iconClass="size-4"
        onClick={() => void copy()}
      />
      <span role="status" class="sr-only">
        {copied() ? t("chat.copied") : ""}
      </span>
    </>
  );
}
