import { type Accessor, createSignal } from "solid-js";
import type { AnswerBy } from "../../shared/requests.ts";
import type { Drafts } from "../composer/drafts.ts";

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
  /** The choice of a message that is taken back; without one, the present choice stays. */
  giveBack(answerBy: AnswerBy | undefined): void;
  /** The choice for a message that is sent now. */
  take(): AnswerBy | undefined;
}

/**
 * The mention of what is written in each thread; like the text, it survives a reload.
 *
 * @param threadId where the message is written; null for the new chat
 */
export function createMention(
  drafts: Pick<Drafts, "mention" | "rememberMention">,
  threadId: Accessor<string | null>,
  workflows: Accessor<{ all: readonly { id: string; name: string }[] } | null | undefined>,
): Mention {
  const read = (of: string | null) => ({ of, mentioned: readMentioned(drafts.mention(of)) });
  const [choice, setChoice] = createSignal(read(threadId()));
  const shown = () => (choice().of === threadId() ? choice() : read(threadId()));
  const chosen = () => shown().mentioned;
  const choose = (mentioned: Mentioned | null) => {
    drafts.rememberMention(threadId(), mentioned && JSON.stringify(mentioned));
    setChoice({ of: threadId(), mentioned });
  };
  return {
    chosen,
    choose,
    giveBack(answerBy) {
      if (!answerBy) return;
      const asked = workflows()?.all.find(({ id }) => id === answerBy.workflowId);
      choose({ answerBy, name: asked?.name ?? answerBy.model ?? "" });
    },
    take() {
      const taken = chosen();
      if (taken) choose(null);
      return taken?.answerBy;
    },
  };
}

/** What is kept may be of any version, or of another program. */
function readMentioned(text: string | null): Mentioned | null {
  try {
    const { name, answerBy } = JSON.parse(text ?? "");
    const { workflowId, model } = answerBy;
    const isText = [name, workflowId ?? "", model ?? ""].every((each) => typeof each === "string");
    return isText ? { name, answerBy: { workflowId, model } } : null;
  } catch {
    return null;
  }
}
