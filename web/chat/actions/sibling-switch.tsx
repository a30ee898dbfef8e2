import type { JSX } from "solid-js";
import { useI18n } from "../../i18n/i18n.tsx";
import { IconButton } from "../../ui/button.tsx";

/** The selected version has buttons of its own: the focus goes on to the same one. */
function focusStep(messageId: string, step: -1 | 1): void {
  const row = document.querySelector(`[data-message-id="${CSS.escape(messageId)}"]`);
  row?.querySelector<HTMLElement>(`[data-step="${step}"]`)?.focus({ preventScroll: true });
}

/** `‹ 2/3 ›`: selects one of a message's versions. */
export function SiblingSwitch(props: {
  siblings: readonly string[];
  messageId: string;
  onSelect: (messageId: string) => void;
}): JSX.Element {
  const { t } = useI18n();

  const index = () => props.siblings.indexOf(props.messageId);
  function select(step: -1 | 1): void {
    const target = props.siblings[index() + step];
    if (!target) return;
    props.onSelect(target);
    queueMicrotask(() => focusStep(target, step));
  }
  return (
    <div role="group" aria-label={t("chat.siblings")} class="flex items-center">
      <IconButton
        icon="previous"
        label={t("chat.sibling.previous")}
        iconClass="size-4 rtl:-scale-x-100"
        aria-disabled={index() <= 0}
        data-step="-1"
        onClick={() => select(-1)}
      />
      <span class="min-w-8 text-center text-xs text-muted tabular-nums">
        <span aria-hidden="true">
          {index() + 1}/{props.siblings.length}
        </span>
        <span class="sr-only">
          {t("chat.sibling.position", index() + 1, props.siblings.length)}
        </span>
      </span>
      <IconButton
        icon="next"
        label={t("chat.sibling.next")}
        iconClass="size-4 rtl:-scale-x-100"
        aria-disabled={index() >= props.siblings.length - 1}
        data-step="1"
        onClick={() => select(1)}
      />
    </div>
  );
}
