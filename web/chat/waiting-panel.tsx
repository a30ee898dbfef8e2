import type { JSX } from "solid-js";
import type { Wording } from "../../client/types.ts";
import { createWaitingActions } from "./waiting-actions.ts";
import { WaitingList } from "./waiting-list.tsx";
import type { WaitingMessages } from "./waiting-messages.ts";

export interface WaitingPanelProps {
  waiting: WaitingMessages;
  /** Whether the reply that they wait for is still in progress. */
  awaited: boolean;
  /** Puts the text and files of a message into the composer. */
  onGiveBack: (wording: Wording) => void;
}

/** The queued messages, with their actions. */
export function WaitingPanel(props: WaitingPanelProps): JSX.Element {
  const actions = createWaitingActions(props.waiting, (wording) => props.onGiveBack(wording));
  return <WaitingList {...actions} waiting={props.waiting} awaited={props.awaited} />;
}
