import { type Accessor, createEffect, createMemo, createResource, createSignal } from "solid-js";
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
  /** Whether its connection was removed, so that no model replies. */
  isRemoved: Accessor<boolean>;
  /** Chooses another; rejects when the server refuses it. */
  choose(name: string): Promise<void>;
}

/**
 * @param of `threadId` is null for the new chat, `model` is the thread's choice, `failed` is its last
 *   reply if that has failed: the model may be gone since
 */
export function createChosenModel(of: {
  workflow: Accessor<Workflow>;
  threadId: Accessor<string | null>;
  model: Accessor<string | undefined>;
  failed: Accessor<string | undefined>;
}): ChosenModel {
  const chat = useChat();
  const drafts = useDrafts();
  const [drafted, setDrafted] = createSignal(0);
  const wanted = createMemo(() => {
    const { id, model } = of.workflow();
    drafted();
    const chosen = of.threadId() === null ? drafts.model(id) : of.model();
    return chosen && chosen !== model ? chosen : null;
  });
  const asked = createMemo(() => {
    const name = wanted();
    return name === null ? null : { workflowId: of.workflow().id, name, failed: of.failed() };
  });
  // If the details cannot be read, the model's name is shown.
  const [details] = createResource(asked, async ({ workflowId, name }) => {
    try {
      return { ...(await chat.client.api.models.get.query({ workflowId, name })), refused: null };
    } catch (cause) {
      const refused = toRequestError(cause).code;
      return { name, title: undefined, efforts: [], refused };
    }
  });
  const known = () => {
    const found = details.latest;
    return found && found.name === wanted() ? found : null;
  };
  const isRemoved = () => known()?.refused === "conflict";
  const gone = () =>
    of.workflow().choosesModel && known()?.refused === "not_found" ? wanted() : null;
  // A first message with this model would be refused. `wanted` keeps naming it until another is
  // chosen, because drafts are not reactive.
  createEffect(() => {
    if (gone() !== null && of.threadId() === null) drafts.chooseModel(of.workflow().id, null);
  });
  // A removed one stays chosen, also where nothing is left to choose.
  const isUsed = () => isRemoved() || (of.workflow().choosesModel && gone() === null);
  const name = () => (isUsed() ? wanted() : null) ?? of.workflow().model;
  return {
    name,
    title: () => (name() === known()?.name ? known()?.title : undefined) ?? name(),
    efforts: () =>
      (name() === of.workflow().model ? of.workflow().efforts : known()?.efforts) ?? [],
    gone,
    isRemoved,
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
