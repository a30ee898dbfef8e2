import {
  type Accessor,
  createContext,
  createSignal,
  For,
  type JSX,
  onCleanup,
  Show,
  useContext,
} from "solid-js";
import { useI18n } from "../i18n/i18n.tsx";
import { IconButton } from "./button.tsx";

/** How long a toast stays, in milliseconds: long enough to read one line twice and reach for it. */
const toastLastsMs = 8_000;
/** More would cover the page; the oldest is removed. */
const mostToasts = 3;

export interface Toast {
  /** Reactive: a thread may get its title meanwhile. */
  text: () => string;
  /** A link back to what the toast is about. */
  action?: { label: () => string; run: () => void };
}

interface ShownToast extends Toast {
  id: number;
}

export interface Toasts {
  shown: Accessor<readonly ShownToast[]>;
  show(toast: Toast): void;
  dismiss(id: number): void;
}

export function createToasts(): Toasts {
  const [shown, setShown] = createSignal<readonly ShownToast[]>([]);
  let lastId = 0;
  return {
    shown,
    show(toast) {
      const id = ++lastId;
      setShown((toasts) => [...toasts, { ...toast, id }].slice(-mostToasts));
    },
    dismiss: (id) => setShown((toasts) => toasts.filter((toast) => toast.id !== id)),
  };
}

const ToastsContext = createContext<Toasts>();

export const ToastsProvider = ToastsContext.Provider;

/** The toasts of the nearest provider. */
export function useToasts(): Toasts {
  const toasts = useContext(ToastsContext);
  if (!toasts) throw new Error("ToastsProvider is missing");
  return toasts;
}

function ToastCard(props: { toast: ShownToast; onDismiss: () => void }): JSX.Element {
  const { t } = useI18n();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stay = () => clearTimeout(timer);
  function leaveLater(): void {
    stay();
    timer = setTimeout(() => props.onDismiss(), toastLastsMs);
  }
  leaveLater();
  onCleanup(stay);

  return (
    <li
      class="pointer-events-auto flex items-center gap-2 rounded-card border border-line bg-bg py-1.5 ps-4 pe-1.5 shadow-float"
      onPointerEnter={stay}
      onPointerLeave={leaveLater}
      onFocusIn={stay}
      onFocusOut={leaveLater}
    >
      <span class="min-w-0 flex-1 truncate text-sm">{props.toast.text()}</span>
      <Show when={props.toast.action}>
        {(action) => (
          <button
            type="button"
            class="min-h-9 rounded-lg px-2 text-sm font-semibold text-accent hover:bg-hover coarse:min-h-11"
            onClick={() => {
              action().run();
              props.onDismiss();
            }}
          >
            {action().label()}
          </button>
        )}
      </Show>
      <IconButton
        icon="close"
        label={t("toast.dismiss")}
        iconClass="size-4"
        onClick={() => props.onDismiss()}
      />
    </li>
  );
}

/** Where toasts appear. Always in the page, so that screen readers notice additions. */
export function ToastRegion(): JSX.Element {
  const { t } = useI18n();
  const toasts = useToasts();
  return (
    <section
      aria-label={t("toast.label")}
      aria-live="polite"
      class="pointer-events-none fixed inset-x-3 top-3 z-40 mx-auto max-w-md sm:inset-x-auto sm:end-4"
    >
      <ol class="flex flex-col gap-2">
        <For each={toasts.shown()}>
          {(toast) => <ToastCard toast={toast} onDismiss={() => toasts.dismiss(toast.id)} />}
        </For>
      </ol>
    </section>
  );
}
