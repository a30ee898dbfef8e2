import { type JSX, Show } from "solid-js";
import type { Part, SubstitutePart } from "../../../shared/parts.ts";
import { useViewWords } from "./words/view-words.ts";

function insteadOf({ reason }: SubstitutePart) {
  if (reason === "model_unavailable") return "insteadOfBarred";
  return reason === "provider_rate_limited" ? "insteadOfBusy" : "insteadOfDown";
}

/**
 * The text of a notice in the reply itself; if the start of the view is known, there is a line in
 * the conversation instead. Unknown kinds are skipped.
 */
export function ReplyNotice(props: { part: Part }): JSX.Element {
  const w = useViewWords();
  const words = (): string | null => {
    const { part } = props;
    if (part.kind === "substitute") {
      return w(insteadOf(part), part.model, part.asked);
    }
    if (part.kind !== "notice") return null;
    if (part.notice === "files_left_out") return w("files");
    return part.from === undefined ? w("shortened") : null;
  };
  return (
    <Show when={words()}>
      <p class="my-1 text-sm wrap-anywhere text-muted" data-testid="notice">
        {words()}
      </p>
    </Show>
  );
}
