import type { JSX } from "solid-js";

/** Length of a long name's visible end, in UTF-16 code units: it tells the kind of file. */
const tailLength = 9;

/**
 * A file's name on one line; a long one is shortened in the middle. `said` is its text for screen
 * readers.
 */
export function FileName(props: { name: string; said?: string }): JSX.Element {
  const cut = () => Math.max(0, props.name.length - tailLength);
  return (
    <>
      <span class="sr-only">{props.said ?? props.name}</span>
      <span
        class="flex w-fit max-w-full min-w-0 whitespace-pre"
        // The two pieces stand in the order of the name.
        dir="auto"
        aria-hidden="true"
        title={props.name}
      >
        <span class="overflow-hidden text-ellipsis">{props.name.slice(0, cut())}</span>
        <span class="shrink-0">{props.name.slice(cut())}</span>
      </span>
    </>
  );
}
