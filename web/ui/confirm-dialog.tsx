import type { JSX } from "solid-js";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";

/** Asks before an irreversible action. The focus returns to where it came from, unless told otherwise. */
export function ConfirmDialog(props: {
  title: string;
  text: string;
  stay: string;
  confirm: string;
  onConfirm: () => void;
  onClose: () => void;
  /** Moves the focus where the element that it came from goes away with the action. */
  onClosed?: () => void;
  /** Additional actions. */
  children?: JSX.Element;
}): JSX.Element {
  const opener = document.activeElement;
  const returnFocus = () => {
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
  };
  return (
    <Dialog
      title={props.title}
      role="alertdialog"
      onClose={() => props.onClose()}
      onClosed={() => (props.onClosed ?? returnFocus)()}
    >
      <p class="text-sm wrap-anywhere text-muted">{props.text}</p>
      <div class="mt-5 flex flex-wrap justify-end gap-2">
        <Button data-autofocus onClick={() => props.onClose()}>
          {props.stay}
        </Button>
        {props.children}
        <Button
          look="danger"
          onClick={() => {
            props.onConfirm();
            props.onClose();
          }}
        >
          {props.confirm}
        </Button>
      </div>
    </Dialog>
  );
}
