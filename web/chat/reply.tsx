import { type Component, createMemo, type JSX, Show, untrack } from "solid-js";
import { Dynamic } from "solid-js/web";
import { isUnfinished } from "../../client/state/selectors.ts";
import { partsOf } from "../../shared/apply-part-event.ts";
import { canContinue, endedEarly } from "../../shared/can-continue.ts";
import type { Message } from "../../shared/message.ts";
import type { MarkdownProps } from "../markdown/markdown.tsx";
import type { AnotherModelProps } from "../models/another-model.tsx";
import { useChat } from "../state/chat.ts";
import { createOnDemand, keepLoading } from "../ui/on-demand.ts";
import type { EndingProps } from "./ending.tsx";
import { ReplyContent } from "./reply-content.tsx";
import { Waiting } from "./reply-status.tsx";

export interface ReplyProps {
  message: Message;
  /** Whether no message follows it. */
  last: boolean;
  /** Undefined until its code is loaded; until then the text is shown plain. */
  markdown: Component<MarkdownProps> | undefined;
  /** Continues a reply that was cut off. */
  onContinue: (messageId: string) => void;
  onRegenerate: (messageId: string) => void;
  /** For a version by another model; null where there is no choice. */
  again: AnotherModelProps | null;
}

/** Whether nothing of a reply, or of its continuation, has been written yet. */
function isQueued({ generation }: Message): boolean {
  return generation === null || generation.status === "queued";
}

/** The assistant's side: the text so far, and any problem. */
export function Reply(props: ReplyProps): JSX.Element {
  const chat = useChat();
  const seenAt = Date.now();
  const standsPlain = untrack(() => props.markdown === undefined && props.message.text !== "");
  const live = createMemo(() => isUnfinished(props.message));
  const ended = createMemo(() => (live() ? null : props.message.generation));
  // Later messages refer to the reply as it is.
  const offersContinue = () => props.last && canContinue(props.message);
  const stream = () => chat.state().streams[props.message.generation?.id ?? ""];
  const liveSince = createMemo(() => (live() ? Date.now() : seenAt));
  const lastTextAt = () => stream()?.lastTextAt ?? liveSince();
  const ending = createOnDemand<EndingProps>(async () => (await import("./ending.tsx")).Ending);
  // A complete reply needs no ending.
  keepLoading(
    ending,
    createMemo(() => ended()?.status !== "completed" || Boolean(ended()?.finishReason)),
  );
  // A failure from before the page opened happened some time after the reply started.
  const failedAt = createMemo((before: number | undefined): number => {
    if (live()) return 0;
    return before === 0 ? Date.now() : (before ?? Date.parse(props.message.createdAt));
  });

  return (
    <>
      <ReplyContent
        message={props.message}
        live={live()}
        cut={!live() && endedEarly(props.message)}
        markdown={props.markdown}
        standsPlain={standsPlain}
      />
      <Show when={live()}>
        <Waiting
          empty={partsOf(props.message).length === 0 || isQueued(props.message)}
          lastTextAt={lastTextAt()}
          busyUntil={stream()?.waitsUntil}
          ahead={stream()?.ahead}
        />
      </Show>
      <Show when={ended()}>
        {(generation) => (
          <Dynamic
            component={ending.component()}
            generation={generation()}
            empty={props.message.text === ""}
            failedAt={failedAt()}
            onContinue={offersContinue() ? () => props.onContinue(props.message.id) : null}
            onRegenerate={() => props.onRegenerate(props.message.id)}
            again={props.again}
          />
        )}
      </Show>
    </>
  );
}
