import { type JSX, Show } from "solid-js";
import { useClient } from "../state/client.ts";
import { createObservableAccessor } from "../state/observable-accessor.ts";
import { createStranger } from "../state/stranger.ts";
import { Late } from "../ui/late.tsx";

const loadNotice = async () => (await import("./session-end-notice.tsx")).SessionEndNotice;

/**
 * States that the session has ended, once it has; the page's content stays. A visitor who was never
 * let in is led to the page for signing in.
 */
export function SessionEnd(): JSX.Element {
  const ended = createObservableAccessor(useClient().ended);
  const isStranger = createStranger();
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
              get isStranger() {
                return isStranger();
              },
            }}
          />
        )}
      </Show>
    </div>
  );
}
