import { type Accessor, type Component, createSignal } from "solid-js";
import { useI18n } from "../i18n/i18n.tsx";
import { createOnDemand } from "./on-demand.ts";
import { useToasts } from "./toasts.tsx";

/** Something shown over the page, whose code is loaded when it is first needed. */
export interface Overlay<P extends object, R> {
  /** Its component once it is loaded. */
  component: Accessor<Component<P> | undefined>;
  /** What is to be shown, also while the code is loading; null when nothing is. */
  request: Accessor<R | null>;
  /** Loads the code. */
  prepare(): void;
  /** Shows it, or says that its code cannot be loaded. */
  show(request: R): Promise<void>;
  close(): void;
}

/**
 * While the code is loading, Escape withdraws the request, and does nothing else.
 *
 * @param onWithdrawn called when what was requested will not be shown
 */
export function createOverlay<P extends object, R>(
  load: () => Promise<Component<P>>,
  onWithdrawn?: () => void,
): Overlay<P, R> {
  const { t } = useI18n();
  const toasts = useToasts();
  const [request, setRequest] = createSignal<R | null>(null);
  const code = createOnDemand<P>(load);
  const close = () => setRequest(null);
  const withdraw = () => {
    close();
    onWithdrawn?.();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || request() === null) return;
    // The page's own listeners leave alone what is prevented.
    event.preventDefault();
    withdraw();
  };

  return {
    component: code.component,
    request,
    prepare: () => void code.fetch(),
    async show(next) {
      setRequest(() => next);
      window.addEventListener("keydown", onKeyDown, true);
      const isLoaded = await code.fetch();
      window.removeEventListener("keydown", onKeyDown, true);
      if (isLoaded) return;
      withdraw();
      toasts.show({ text: () => t("app.unavailable") });
    },
    close,
  };
}
