import { createValue } from "../observable.ts";
import { applyEvent } from "../state/apply-event.ts";
import type { ChatEvent, StreamEvent } from "../state/chat-event.ts";
import { feedNumber } from "../state/feed-number.ts";
import { emptyReplica, type ReplicaState } from "../state/replica.ts";
import { visibleState } from "../state/visible-state.ts";
import type { ChatState, Observable } from "../types.ts";

/** Calls back once, soon: in a browser, at the next animation frame. */
export type Schedule = (run: () => void) => void;

/** When a call was made, to judge its result by. */
export interface Moment {
  /** Counts resets and changes of user, across which places in the feed are not comparable. */
  epoch: number;
  /** The place in the feed applied at that time; -1 before the feed is followed. */
  asOf: number;
}

/** The only place where the state changes. */
export interface StateHolder {
  /** What the server is known to hold. */
  get(): ReplicaState;
  /** What the app shows. */
  readonly visible: Observable<ChatState>;
  /** Applies events immediately, after the queued ones. Notifies listeners once. */
  apply(...events: ChatEvent[]): void;
  /** Applies an event at the next `schedule`, so that a burst notifies listeners once. */
  enqueue(event: ChatEvent): void;
  now(): Moment;
}

/**
 * Maximum number of queued events, because a page that is not painted must not collect them without
 * limit.
 */
const queueLimit = 2_000;

export function createStateHolder(schedule: Schedule): StateHolder {
  const visible = createValue<ChatState>(emptyReplica);
  let state = emptyReplica;
  let epoch = 0;
  let queue: ChatEvent[] = [];
  let isScheduled = false;

  const flush = () => apply();
  const apply = (...events: ChatEvent[]) => {
    const all = [...queue, ...events];
    queue = [];
    isScheduled = false;
    epoch += all.filter(({ type }) => type === "reset" || type === "cleared").length;
    state = all.reduce(applyEvent, state);
    visible.set(visibleState(state));
  };
  return {
    get: () => state,
    visible,
    apply,
    enqueue(event) {
      const last = queue.at(-1);
      const joined = last ? joinTexts(last, event) : null;
      if (joined) queue[queue.length - 1] = joined;
      else queue.push(event);
      if (queue.length > queueLimit) return flush();
      if (isScheduled) return;
      isScheduled = true;
      schedule(flush);
    },
    now: () => ({ epoch, asOf: state.feedCursor === null ? -1 : feedNumber(state.feedCursor) }),
  };
}

/**
 * Merges consecutive texts, or reasoning, of one generation, because every event copies the record
 * of messages.
 */
function joinTexts(last: ChatEvent, next: ChatEvent): StreamEvent | null {
  if (last.type !== "stream" || next.type !== "stream") return null;
  if (last.generationId !== next.generationId) return null;
  const [before, after] = [last.event, next.event];
  if (before.type === "text" && after.type === "text")
    return { ...next, event: { type: "text", text: before.text + after.text } };
  if (before.type === "append" && after.type === "append")
    return { ...next, event: { type: "append", text: before.text + after.text } };
  return null;
}
