import { type Accessor, createMemo, createSignal, onCleanup } from "solid-js";
import type { ConnectionState } from "../../client/types.ts";

/** How long the first connection may take before the server counts as away, in milliseconds. */
const connectMs = 1_500;

/** Whether the server cannot be reached. */
export function createAway(connection: Accessor<ConnectionState>): Accessor<boolean> {
  const [isLate, setLate] = createSignal(false);
  const [isOnline, setOnline] = createSignal(navigator.onLine);
  const timer = setTimeout(() => setLate(true), connectMs);
  onCleanup(() => clearTimeout(timer));
  const update = () => setOnline(navigator.onLine);
  for (const name of ["online", "offline"]) {
    window.addEventListener(name, update);
    onCleanup(() => window.removeEventListener(name, update));
  }
  return createMemo(() => {
    const state = connection();
    if (state === "connecting") return isLate() || !isOnline();
    return state !== "open";
  });
}
