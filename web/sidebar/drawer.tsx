import * as Dialog from "@kobalte/core/dialog";
import type { JSX } from "solid-js";
import { useI18n } from "../i18n/i18n.tsx";
import { Sidebar } from "./sidebar.tsx";

export interface DrawerProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The drawer has been removed: time to move the focus. */
  onClosed: () => void;
}

/** The sidebar on narrow screens: slides over the page, traps the focus, closes with Escape. */
export function Drawer(props: DrawerProps): JSX.Element {
  const { t } = useI18n();
  const close = () => props.onOpenChange(false);
  return (
    <Dialog.Root open={props.open} onOpenChange={(open) => props.onOpenChange(open)}>
      <Dialog.Portal>
        <Dialog.Overlay class="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          aria-label={t("sidebar.label")}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            props.onClosed();
          }}
          class="fixed inset-y-0 start-0 z-40 w-[min(19rem,88vw)] border-e border-line bg-subtle text-fg shadow-float outline-none"
        >
          <Sidebar onNavigate={close} onClose={close} closeIcon="close" />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
