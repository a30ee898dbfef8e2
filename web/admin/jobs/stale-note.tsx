import { type JSX, Show } from "solid-js";
import { useJobWords } from "./words/job-words.ts";

/** States that the data above is outdated. */
export function StaleNote(props: { shown: boolean }): JSX.Element {
  const w = useJobWords();
  return (
    <p role="status" class="mt-2 text-sm text-muted empty:hidden">
      <Show when={props.shown}>{w("stale")}</Show>
    </p>
  );
}
