import { For, type JSX, Show } from "solid-js";
import { createLoaded } from "../../account/loaded.tsx";
import { useFailureWords } from "../../i18n/failures/failure-words.ts";
import { useChat } from "../../state/chat.ts";
import { useWorkflowWords } from "./words/workflow-words.ts";

/** The models that the server does not currently call, with reasons; empty while all answer. */
export function FailingModels(): JSX.Element {
  const w = useWorkflowWords();
  const f = useFailureWords();
  const chat = useChat();
  const loaded = createLoaded(() => chat.client.api.admin.failingModels.query());
  const failing = () => loaded.value() ?? [];
  return (
    <Show when={failing().length > 0}>
      <section
        aria-label={w("failing.title")}
        class="mt-4 rounded-card border border-line px-4 py-3 text-sm"
      >
        <h2 class="font-medium">{w("failing.title")}</h2>
        <ul class="mt-1 flex flex-col gap-1">
          <For each={failing()}>
            {({ connection, model, reason }) => (
              <li class="wrap-anywhere">
                <span dir="auto">
                  {model === null ? w("failing.all", connection) : `${connection}/${model}`}
                </span>
                <span class="text-muted"> · {f(reason)}</span>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}
