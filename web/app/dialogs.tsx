import { type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { focusComposer } from "../ui/focus-composer.ts";
import { type DialogRequest, DialogsContext } from "../ui/open-dialog.ts";
import { createOverlay } from "../ui/overlay.ts";
import type { DialogHostProps } from "./dialog-host.tsx";

/** Lets all descendants open dialogs. Their code is loaded with the first one. */
export function Dialogs(props: { children: JSX.Element }): JSX.Element {
  const host = createOverlay<DialogHostProps, DialogRequest>(
    async () => (await import("./dialog-host.tsx")).DialogHost,
    returnFocus,
  );
  let opener: Element | null = null;

  /** The opener may be gone, with the thread it belonged to. Another dialog may be open by now. */
  function returnFocus(): void {
    if (host.request() !== null) return;
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    else focusComposer();
  }

  return (
    <DialogsContext.Provider
      value={(next, returnTo) => {
        opener = returnTo ?? document.activeElement;
        // What is typed until the dialog has the focus is meant for it, not for the composer.
        if (opener instanceof HTMLElement) opener.blur();
        void host.show(next);
      }}
    >
      {props.children}
      <Show when={host.component()}>
        {(component) => (
          <Dynamic
            component={component()}
            request={host.request()}
            typed={host.typed}
            onClose={() => host.close()}
            onClosed={returnFocus}
          />
        )}
      </Show>
    </DialogsContext.Provider>
  );
}
