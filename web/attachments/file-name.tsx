import type { JSX } from "solid-js";

/** How much of a long name's end stays in sight, in UTF-16 code units: it says what kind of file it is. */
const tailLength = 9;

/** A file's name on one line; a long one loses its middle. `said` is what screen readers say for it. */
export function FileName(props: { name: string; said?: string }): JSX.Element {
  const cut = () => Math.max(0, props.name.length - tailLength);
  return (
    <>
      <span class="sr-only">{props.said ?? props.name}</span>
      <span class="flex min-w-0 whitespace-pre" aria-hidden="true" title={props.name}>
        <span class="overflow-hidden text-ellipsis">{props.name.slice(0, cut())}</span>
        <span class="shrink-0">{props.name.slice(cut())}</span>
      </span>
    </>
  );
}
