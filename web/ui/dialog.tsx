import * as KobalteDialog from "@kobalte/core/dialog";
import type { JSX } from "solid-js";
import { useI18n } from "../i18n/i18n.tsx";
import { Icon } from "./icons.tsx";

/** How a dialog closes. */
export interface DialogEnd {
  onClose: () => void;
  /** The dialog has been removed: time to move the focus. */
  onClosed: () => void;
}

/**
 * A dialog over the page: traps the focus and closes with Escape. The focus starts at the element
 * marked `data-autofocus`.
 */
export function Dialog(
  props: DialogEnd & {
    title: string;
    /** `alertdialog` for a question that must be answered. */
    role?: "dialog" | "alertdialog";
    children: JSX.Element;
  },
): JSX.Element {
  const { t } = useI18n();
  let content: HTMLElement | undefined;
  return (
    <KobalteDialog.Root open onOpenChange={(open) => open || props.onClose()}>
      <KobalteDialog.Portal>
        <KobalteDialog.Overlay class="fixed inset-0 z-50 bg-scrim" />
        <div class="fixed inset-0 z-50 flex items-center justify-center p-4">
          <KobalteDialog.Content
            role={props.role ?? "dialog"}
            ref={content}
            onOpenAutoFocus={(event) => {
              const first = content?.querySelector<HTMLElement>("[data-autofocus]");
              if (!first) return;
              event.preventDefault();
              first.focus();
              if (first instanceof HTMLInputElement) first.select();
            }}
            onCloseAutoFocus={(event) => {
              event.preventDefault();
              props.onClosed();
            }}
            class="max-h-full w-full max-w-md overflow-y-auto rounded-2xl border border-line bg-bg p-5 text-fg shadow-float outline-none"
          >
            <div class="mb-3 flex items-start justify-between gap-3">
              <KobalteDialog.Title class="text-lg leading-snug font-semibold">
                {props.title}
              </KobalteDialog.Title>
              <KobalteDialog.CloseButton
                aria-label={t("app.close")}
                class="-me-1.5 -mt-1 flex size-9 shrink-0 items-center justify-center rounded-lg text-muted hover:bg-hover hover:text-fg coarse:size-11"
              >
                <Icon name="close" />
              </KobalteDialog.CloseButton>
            </div>
            {props.children}
          </KobalteDialog.Content>
        </div>
      </KobalteDialog.Portal>
    </KobalteDialog.Root>
  );
}
