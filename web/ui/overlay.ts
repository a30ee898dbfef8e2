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
  /** The keys that were typed while the code was loading. */
  typed: string[];
  /** Loads the code. */
  prepare(): void;
  /** Shows it, or says that its code cannot be loaded. */
  show(request: R): Promise<void>;
  close(): void;
}

/** Adds a key that was typed nowhere, or that ends or corrects what was. Tells whether it is one. */
export function isTyped(event: KeyboardEvent, typed: string[]): boolean {
  const { key, target } = event;
  const isText =
    key.length === 1 && !event.metaKey && (!event.ctrlKey || event.getModifierState("AltGraph"));
  return (
    (isText || (typed.length > 0 && /^(Enter|Backspace)$/.test(key))) &&
    !(target instanceof Element && target.matches("input,textarea,select")) &&
    typed.push(key) > 0
  );
}

/**
 * While the code is loading, keys are kept for the dialog's text field, and Escape withdraws the request, and does nothing else.
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
  const typed: string[] = [];
  const close = () => setRequest(null);
  const withdraw = () => {
    close();
    onWithdrawn?.();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (request() === null) return;
    const isEscape = event.key === "Escape";
    // The page's own listeners leave alone what is prevented.
    if (isEscape || isTyped(event, typed)) event.preventDefault();
    if (isEscape) withdraw();
  };

  return {
    component: code.component,
    request,
    typed,
    prepare: () => void code.fetch(),
    async show(next) {
      typed.length = 0;
      setRequest(() => next);
      if (code.component()) return;
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
