import { type Accessor, createMemo } from "solid-js";
import { type WaitingMessage, waitingMessages } from "../../client/state/selectors.ts";
import type { Chat } from "../state/chat.ts";
import { sameIds } from "../state/same-ids.ts";

/** The queued messages of the thread on the screen. */
export interface WaitingMessages {
  /** In order. */
  ids: Accessor<readonly string[]>;
  item(id: string): WaitingMessage | undefined;
  /** Of their texts together, in UTF-16 code units. */
  length: Accessor<number>;
}

/** Follows the queue of each thread in turn, so that rows stay while their message does. */
export function createWaitingMessages(
  chat: Chat,
  threadId: Accessor<string | null>,
): WaitingMessages {
  const waiting = createMemo(() => waitingMessages(chat.state(), threadId() ?? ""), [], {
    equals: sameWaiting,
  });
  const ids = createMemo(() => waiting().map(({ id }) => id), [], { equals: sameIds });
  return {
    ids,
    item: (id) => waiting().find((each) => each.id === id),
    length: () => waiting().reduce((sum, { text }) => sum + text.length, 0),
  };
}

/** Whether two lists look the same, so that a growing reply changes nothing here. */
function sameWaiting(a: readonly WaitingMessage[], b: readonly WaitingMessage[]): boolean {
  return (
    a.length === b.length &&
    a.every((item, i) => {
      const other = b[i];
      return (
        item.id === other?.id &&
        item.urgent === other.urgent &&
        item.entry === other.entry &&
        item.text === other.text
      );
    })
  );
}
