import { type JSX, Show } from "solid-js";
import { useClient } from "../state/client.ts";
import { createObservableAccessor } from "../state/observable-accessor.ts";
import { Late } from "../ui/late.tsx";

const loadNotice = async () => (await import("./session-end-notice.tsx")).SessionEndNotice;

/** States that the session has ended, once it has. The page's content stays. */
export function SessionEnd(): JSX.Element {
  const ended = createObservableAccessor(useClient().ended);
  return (
    <div role="alert" class="empty:hidden">
      <Show when={ended()}>
        {(error) => (
          <Late
            load={loadNotice}
            given={{
              get error() {
                return error();
              },
            }}
          />
        )}
      </Show>
    </div>
  );
}
