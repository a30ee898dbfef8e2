import type { JSX } from "solid-js";
import type { Locale } from "../../shared/locale.ts";
import { textIn } from "../../shared/text-in.ts";
import type { OfferedStarter } from "../../shared/workflow.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { Icon } from "../ui/icons.tsx";

/** A starter prompt. */
export function StarterButton(props: {
  starter: OfferedStarter;
  /** The language of its text; by default the app's. */
  locale?: Locale;
  onStart: (prompt: string) => void;
}): JSX.Element {
  const i18n = useI18n();
  const locale = () => props.locale ?? i18n.locale();
  return (
    <button
      type="button"
      class="flex h-full min-h-12 w-full items-center gap-3 rounded-card border border-line px-4 py-3 text-start text-sm wrap-anywhere transition-colors hover:border-line-strong hover:bg-subtle"
      onClick={() => props.onStart(textIn(props.starter.prompt, locale()))}
    >
      <Icon name={props.starter.icon} class="size-5 shrink-0 text-accent" />
      {textIn(props.starter.label, locale())}
    </button>
  );
}
