import { createSignal, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { focusComposer } from "../ui/focus-composer.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { createOnDemand } from "../ui/on-demand.ts";
import { type DialogRequest, DialogsContext } from "../ui/open-dialog.ts";
import { useToasts } from "../ui/toasts.tsx";
import type { DialogHostProps } from "./dialog-host.tsx";
import { loadModule } from "../loading/load-module.ts";

/** Lets all descendants open dialogs. Their code is loaded with the first one. */
export function Dialogs(props: { children: JSX.Element }): JSX.Element {
  const { t } = useI18n();
  const toasts = useToasts();
  const [request, setRequest] = createSignal<DialogRequest | null>(null);
  const host = createOnDemand<DialogHostProps>(
    async () => (await loadModule(() => import("./dialog-host.tsx"))).DialogHost,
  );

  let opener: Element | null = null;

  async function open(next: DialogRequest, returnTo: Element | null): Promise<void> {
    opener = returnTo;
    setRequest(next);
    if (await host.fetch()) return;
    setRequest(null);
    toasts.show({ text: () => t("app.unavailable") });
  }

  /** The opener may be gone, with the thread it belonged to. */
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
