import { createSignal, type JSX, onMount, Show } from "solid-js";
import type { Feedback, FeedbackKind } from "../../../shared/message.ts";
import { maxCommentLength } from "../../../shared/limits.ts";
import { IconButton } from "../../ui/button.tsx";
import { SmallField } from "../small-field.tsx";
import { useFeedbackWords } from "./words/feedback-words.ts";

export interface RatingCommentProps {
  kind: FeedbackKind;
  feedback: Feedback | undefined;
  /** Whether the rating was just given here, so that the field opens by itself. */
  isNew: boolean;
  onComment: (comment: string) => void;
}

/** The comment with a rating: a button, and a field below the message's actions. */
export function RatingComment(props: RatingCommentProps): JSX.Element {
  const w = useFeedbackWords();
  const [writes, setWrites] = createSignal(false);
  let button: HTMLSpanElement | undefined;
  /** The keyboard of a touch screen would cover the reply, unasked. */
  const [opensAlone, setOpensAlone] = createSignal(false);
  onMount(() => {
    setOpensAlone(props.isNew);
    setWrites(props.isNew);
  });

  function close(): void {
    setWrites(false);
    button?.querySelector("button")?.focus();
  }

  return (
    <>
      <span ref={button} class="contents">
        <IconButton
          icon="comment"
          label={w(props.feedback?.comment === undefined ? "feedback.add" : "feedback.edit")}
          iconClass="size-4"
          class={props.feedback?.comment === undefined ? "" : "text-fg"}
          aria-expanded={writes()}
          onClick={() => {
            setOpensAlone(false);
            if (writes()) close();
            else setWrites(true);
          }}
        />
      </span>
      <Show when={writes()}>
        <div class="order-last basis-full">
          <SmallField
            label={w(props.kind === "positive" ? "feedback.good" : "feedback.bad")}
            action={w("feedback.send")}
            hint={w("feedback.hint")}
            maxLength={maxCommentLength}
            initial={props.feedback?.comment}
            waits={opensAlone() && matchMedia("(pointer: coarse)").matches}
            onSend={(comment) => {
              close();
              props.onComment(comment);
            }}
            onCancel={close}
          />
        </div>
      </Show>
    </>
  );
}
