import { createEffect, createSignal, type JSX } from "solid-js";
import type { Message } from "../../../shared/message.ts";
import { findEnded, type SeenLive } from "./pair-announcements.ts";
import { useCompareWords } from "./words/compare-words.ts";

/** Tells screen readers which of two replies has ended, and how. */
export function PairRegion(props: { replies: readonly (Message | undefined)[] }): JSX.Element {
  const w = useCompareWords();
  const [said, setSaid] = createSignal("");
  let seen: SeenLive = new Set();

  createEffect(() => {
    const replies = props.replies.flatMap((message) => {
      const { id: generationId, status, model } = message?.generation ?? {};
      return generationId && status && model ? [{ generationId, status, model }] : [];
    });
    const step = findEnded(seen, replies);
    seen = step.seen;
    if (step.ended.length === 0) return;
    const sentences = step.ended.map(({ status, model }) => {
      const how = status === "completed" || status === "stopped" ? status : "failed";
      return w(`compare.said.${how}`, model);
    });
    setSaid(sentences.join(" "));
  });

  return (
    <div role="status" class="sr-only">
      {said()}
    </div>
  );
}
