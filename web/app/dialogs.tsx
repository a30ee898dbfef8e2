import { createContext, createSignal, type JSX, Show, useContext } from "solid-js";
import { Dynamic } from "solid-js/web";
import { focusComposer } from "../composer/focus-composer.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { createOnDemand } from "../ui/on-demand.ts";
import { useToasts } from "../ui/toasts.tsx";
import type { DialogHostProps } from "./dialog-host.tsx";

/** The dialogs of the app; one at a time. */
export type DialogRequest =
  | { kind: "rename"; threadId: string }
  | { kind: "delete"; threadId: string }
  | { kind: "shortcuts" };

/** Opens a dialog. When it closes, the focus goes to `returnTo`, or back to where it was. */
export type OpenDialog = (request: DialogRequest, returnTo?: HTMLElement) => void;

const DialogsContext = createContext<OpenDialog>();

/** How a component opens a dialog. */
export function useDialogs(): OpenDialog {
  const open = useContext(DialogsContext);
  if (!open) throw new Error("Dialogs is missing");
  return open;
}

/** Lets everything inside open dialogs. Their code arrives with the first one. */
export function Dialogs(props: { children: JSX.Element }): JSX.Element {
  const { t } = useI18n();
  const toasts = useToasts();
  const [request, setRequest] = createSignal<DialogRequest | null>(null);
  const host = createOnDemand<DialogHostProps>(
    async () => (await import("./dialog-host.tsx")).DialogHost,
  );

  let opener: Element | null = null;

  async function open(next: DialogRequest, returnTo: Element | null): Promise<void> {
    opener = returnTo;
    setRequest(next);
    if (await host.fetch()) return;
    setRequest(null);
    toasts.show({ text: () => t("app.unavailable") });
  }

  /** What opened the dialog may be gone, with the thread it belonged to. */
  function returnFocus(): void {
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    else focusComposer();
  }

  return (
    <DialogsContext.Provider
      value={(next, returnTo) => void open(next, returnTo ?? document.activeElement)}
    >
      {props.children}
      <Show when={host.component()}>
        {(component) => (
          <Dynamic
            component={component()}
            request={request()}
            onClose={() => setRequest(null)}
            onClosed={returnFocus}
          />
        )}
      </Show>
    </DialogsContext.Provider>
  );
}
