import { createEffect, createSignal, type JSX } from "solid-js";
import type { Message } from "../../shared/message.ts";
import { useLiveWords } from "./live-words/live-words.ts";
import { type Announcement, announce, silent } from "./announcements.ts";

/** Announces a reply to screen readers: its start, its progress now and then, and its end. */
export function LiveRegion(props: {
  reply: Message | null;
  /** The reply in an old copy may have ended long ago: it is announced once the server says so. */
  isCopy: boolean;
}): JSX.Element {
  const w = useLiveWords();
  const [said, setSaid] = createSignal("");
  let state = silent;

  function sentence(announcement: Announcement): string {
    switch (announcement.kind) {
      case "progress":
        return w("live.progress", announcement.words);
      case "completed":
        return w("live.completed", announcement.words);
      case "started":
      case "stopped":
      case "failed":
      case "interrupted":
      case "cutOff":
      case "filtered":
        return w(`live.${announcement.kind}`);
    }
  }

  createEffect(() => {
    if (props.isCopy) return;
    const generation = props.reply?.generation;
    const reply = generation
      ? {
          generationId: generation.id,
          status: generation.status,
          finishReason: generation.finishReason,
          text: props.reply?.text ?? "",
        }
      : null;
    const step = announce(state, reply, performance.now());
    state = step.state;
    if (step.say) setSaid(sentence(step.say));
  });

  return (
    <div role="status" class="sr-only">
      {said()}
    </div>
  );
}
