import { createSignal, type JSX } from "solid-js";
import { useAccountWords } from "./words/account-words.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { Button } from "../ui/button.tsx";
import { copyText } from "../ui/copy-text.ts";
import { useToasts } from "../ui/toasts.tsx";

/** A key or link that is shown once, to be copied. */
export function NewSecret(props: {
  /** What it is, and that it is not shown again. */
  says: string;
  secret: string;
}): JSX.Element {
  const a = useAccountWords();
  const { t } = useI18n();
  const toasts = useToasts();
  const [copied, setCopied] = createSignal(false);
  async function copy(): Promise<void> {
    if (await copyText(props.secret)) setCopied(true);
    else toasts.show({ text: () => t("chat.copy.failed") });
  }
  return (
    <div role="status" class="mt-4 rounded-card border border-accent bg-subtle p-4">
      <p class="font-medium">{props.says}</p>
      <div class="mt-2 flex flex-wrap items-center gap-3">
        <code dir="ltr" class="min-w-0 flex-1 basis-60 font-mono text-sm wrap-anywhere">
          {props.secret}
        </code>
        <Button icon={copied() ? "check" : "copy"} onClick={() => void copy()}>
          {copied() ? a("keys.copied") : a("keys.copy")}
        </Button>
      </div>
    </div>
  );
}
