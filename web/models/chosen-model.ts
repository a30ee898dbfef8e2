import { type Accessor, createMemo, createResource, createSignal } from "solid-js";
import { toRequestError } from "../../client/request-error.ts";
import type { Effort } from "../../shared/effort.ts";
import type { Workflow } from "../../shared/workflow.ts";
import { useDrafts } from "../composer/draft.ts";
import { useChat } from "../state/chat.ts";

/** The model of the next reply. */
export interface ChosenModel {
  /** Its name. */
  name: Accessor<string>;
  /** The name that the user sees. */
  title: Accessor<string>;
  /** How long it may think, least first; empty if there is no choice. */
  efforts: Accessor<readonly Effort[]>;
  /** A chosen model that is no longer offered, so that the assistant's own replies; else null. */
  gone: Accessor<string | null>;
  /** Chooses another; rejects when the server refuses it. */
  choose(name: string): Promise<void>;
}

/** @param of `threadId` is null for the new chat, `model` is the thread's choice */
export function createChosenModel(of: {
  workflow: Accessor<Workflow>;
  threadId: Accessor<string | null>;
  model: Accessor<string | undefined>;
}): ChosenModel {
  const chat = useChat();
  const drafts = useDrafts();
  const [drafted, setDrafted] = createSignal(0);
  const wanted = createMemo(() => {
    const { id, model, choosesModel } = of.workflow();
    drafted();
    const chosen = of.threadId() === null ? drafts.model(id) : of.model();
    return choosesModel && chosen && chosen !== model ? chosen : null;
  });
  const asked = createMemo(() => {
    const name = wanted();
    return name === null ? null : { workflowId: of.workflow().id, name };
  });
  // If the details cannot be read, the model's name is shown.
  const [details] = createResource(asked, async (question) => {
    try {
      return { ...(await chat.client.api.models.get.query(question)), isGone: false };
    } catch (cause) {
      const isGone = toRequestError(cause).code === "not_found";
      return { name: question.name, title: undefined, efforts: [], isGone };
    }
  });
  const known = () => {
    const found = details.latest;
    return found && found.name === wanted() ? found : null;
  };
  const gone = () => (known()?.isGone ? wanted() : null);
  const name = () => (gone() === null ? wanted() : null) ?? of.workflow().model;
  return {
    name,
    title: () => (name() === known()?.name ? known()?.title : undefined) ?? name(),
    efforts: () =>
      (name() === of.workflow().model ? of.workflow().efforts : known()?.efforts) ?? [],
    gone,
    async choose(chosen) {
      const { id, model } = of.workflow();
      const choice = chosen === model ? null : chosen;
      const threadId = of.threadId();
      if (threadId !== null) return chat.store.setInference(threadId, { model: choice });
      drafts.chooseModel(id, choice);
      setDrafted((times) => times + 1);
    },
  };
}
