import type { JSX } from "solid-js";
import { useOfflineWords } from "./words/offline-words.ts";

/** A chat that cannot be read now. */
export function NotKept(): JSX.Element {
  const w = useOfflineWords();
  return (
    <div
      role="status"
      class="flex min-h-full flex-col items-center justify-center px-4 text-center"
    >
      <p class="text-xl font-semibold">{w("offline.notKept")}</p>
      <p class="mt-2 max-w-sm text-muted">{w("offline.notKept.hint")}</p>
    </div>
  );
}
