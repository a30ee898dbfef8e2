import { type Accessor, createSignal } from "solid-js";
import type { Conversation } from "../conversation.ts";

/** The model that replies to the next message as well, for a comparison. */
export interface SecondModel {
  /** Null for none. */
  chosen: Accessor<string | null>;
  /** Whether the next message may have two replies: one that has to wait may not. */
  offered: Accessor<boolean>;
  choose(model: string | null): void;
  /** The model for a message that is sent now. It is chosen for one message alone. */
  take(): string | undefined;
}

/** @param threadId the thread for which it is chosen; null for the new chat */
export function createSecondModel(
  { awaited, waiting }: Conversation,
  threadId: Accessor<string | null>,
): SecondModel {
  const [choice, setChoice] = createSignal<{ of: string | null; model: string | null }>();
  const chosen = () => (choice()?.of === threadId() && choice()?.model) || null;
  const choose = (model: string | null) => setChoice({ of: threadId(), model });
  const offered = () => !awaited() && waiting.ids().length === 0;
  return {
    chosen,
    offered,
    choose,
    take() {
      const model = offered() && chosen();
      if (model) choose(null);
      return model || undefined;
    },
  };
}
