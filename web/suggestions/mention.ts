import { type Accessor, createSignal } from "solid-js";
import type { AnswerBy } from "../../shared/requests.ts";

/** Who answers the next message, instead of the thread's assistant and model. */
export interface Mentioned {
  answerBy: AnswerBy;
  /** As people know it. */
  name: string;
}

/** The choice for one message. */
export interface Mention {
  /** Null for none. */
  chosen: Accessor<Mentioned | null>;
  choose(mentioned: Mentioned | null): void;
  /** The choice for a message that is sent now. */
  take(): AnswerBy | undefined;
}

/** @param threadId where the message is written; null for the new chat */
export function createMention(threadId: Accessor<string | null>): Mention {
  const [choice, setChoice] = createSignal<{ of: string | null; mentioned: Mentioned | null }>();
  const chosen = () => (choice()?.of === threadId() && choice()?.mentioned) || null;
  const choose = (mentioned: Mentioned | null) => setChoice({ of: threadId(), mentioned });
  return {
    chosen,
    choose,
    take() {
      const taken = chosen();
      if (taken) choose(null);
      return taken?.answerBy;
    },
  };
}
