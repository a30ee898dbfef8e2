import { createSignal, type JSX, onCleanup, Show } from "solid-js";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { useClient } from "../state/client.ts";
import { createObservableAccessor } from "../state/observable-accessor.ts";
import { createDelayed } from "../state/delayed.ts";
import { connectionNotice, noticeAfterMs } from "./connection-notice.ts";

/** Whether the browser reports a network. */
function createOnline() {
  const [online, setOnline] = createSignal(navigator.onLine);
  const update = () => setOnline(navigator.onLine);
  window.addEventListener("online", update);
  onCleanup(() => window.removeEventListener("online", update));
  window.addEventListener("offline", update);
  onCleanup(() => window.removeEventListener("offline", update));
  return online;
}

/**
 * Shows that the connection is lost, once that has lasted long enough to matter. Overlays the page,
 * so that nothing moves.
 */
export function ConnectionStatus(): JSX.Element {
  const { t } = useI18n();
  const chat = useChat();
  const online = createOnline();
  const refusal = createObservableAccessor(useClient().refusal);
  const notice = createDelayed(
    () => connectionNotice(chat.connection(), { online: online(), refusal: refusal() }),
    noticeAfterMs,
  );
  return (
    <div
      role="status"
      class="pointer-events-none absolute inset-x-3 bottom-full flex justify-center"
    >
      <Show when={notice()}>
        {(kind) => (
          <p class="pointer-events-auto mb-1 flex items-center gap-2 rounded-3xl border border-line bg-subtle py-1 ps-3 pe-3 text-sm text-muted shadow-float">
            <span
              class="size-2 shrink-0 animate-pulse rounded-full bg-current"
              aria-hidden="true"
            />
            {t(`connection.${kind()}`)}
            <button
              type="button"
              class="min-h-7 shrink-0 rounded px-1 font-medium text-accent underline-offset-2 hover:underline coarse:min-h-11"
              onClick={() => chat.store.reconcile()}
            >
              {t("connection.retry")}
            </button>
          </p>
        )}
      </Show>
    </div>
  );
}
