import { type JSX, Show } from "solid-js";
import type { Part } from "../../../shared/parts.ts";
import { useViewWords } from "./words/view-words.ts";

/**
 * The text of a notice in the reply itself; if the start of the view is known, there is a line in
 * the conversation instead.
 */
export function ReplyNotice(props: { part: Part }): JSX.Element {
  const w = useViewWords();
  const key = (): "files" | "shortened" | null => {
    const { part } = props;
    if (part.kind !== "notice") return null;
    if (part.notice === "files_left_out") return "files";
    return part.from === undefined ? "shortened" : null;
  };
  return (
    <Show when={key()}>
      {(known) => (
        <p class="my-1 text-sm text-muted" data-testid="notice">
          {w(known())}
        </p>
      )}
    </Show>
  );
}
