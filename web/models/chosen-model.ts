import { type Accessor, createEffect, createMemo, createSignal } from "solid-js";
import type { ChatState } from "../../client/types.ts";
import type { Effort } from "../../shared/effort.ts";
import type { Workflow } from "../../shared/workflow.ts";
import { useDrafts } from "../composer/draft.ts";
import { useChat } from "../state/chat.ts";
import { createModelDetails } from "./model-details.ts";

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
  /** Whether the user may use no model of the assistant's, and has chosen none. */
  isMissing: Accessor<boolean>;
  /** Chooses another; rejects when the server refuses it. */
  choose(name: string): Promise<void>;
}

/** The first message of a thread, if it was refused for its model: the server has no thread yet. */
function refusedStart({ outbox }: ChatState, thread: string | null): string | undefined {
  return outbox.find(
    ({ threadId, parentId, error }) =>
      threadId === thread && parentId === null && error?.code === "model_unavailable",
  )?.id;
}

/** A retry of the message would be refused once more, and say so. */
const ignore = (): void => undefined;

/**
 * @param of `threadId` is null for the new chat, `model` is the thread's choice, `surprise` is its
 *   last reply if that failed or another model wrote it: the choice may be gone since
 */
export function createChosenModel(of: {
  workflow: Accessor<Workflow>;
  threadId: Accessor<string | null>;
  model: Accessor<string | undefined>;
  surprise: Accessor<string | undefined>;
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
  const refused = () => refusedStart(chat.threadState(), of.threadId());
  const asked = createMemo(() => {
    const name = wanted();
    const reasons = [of.surprise(), refused()];
    return name === null ? null : { workflowId: of.workflow().id, name, reasons };
  });
  // If the details cannot be read, the model's name is shown.
  const known = createModelDetails(chat, asked);
  /** The own model of an assistant that was read before the server knew its list of models. */
  const late = createModelDetails(chat, () => {
    const { id: workflowId, model, modelTitle, choosesModel } = of.workflow();
    return choosesModel && modelTitle === undefined ? { workflowId, name: model } : null;
  });
  const isRemoved = () => known()?.refused === "conflict";
  const isLost = () => known()?.refused === "not_found";
  const gone = () => (isLost() ? wanted() : null);
  // A first message with a lost model would be refused, and again when it is retried.
  createEffect(() => {
    const threadId = of.threadId();
    if (!isLost()) return;
    // `wanted` keeps naming it until another is chosen, because drafts are not reactive.
    if (threadId === null) drafts.chooseModel(of.workflow().id, null);
    else if (refused()) chat.store.setInference(threadId, { model: null }).catch(ignore);
  });
  // A removed one stays chosen, also where nothing is left to choose.
  const isUsed = () => isRemoved() || (of.workflow().choosesModel && gone() === null);
  const used = () => (isUsed() ? wanted() : null);
  const name = () => used() ?? of.workflow().model;
  return {
    name,
    title: () => {
      const { model, modelTitle } = of.workflow();
      return (name() === model ? (modelTitle ?? late()?.title) : known()?.title) ?? name();
    },
    efforts: () =>
      (name() === of.workflow().model ? of.workflow().efforts : known()?.efforts) ?? [],
    gone,
    isRemoved,
    isMissing: () => of.workflow().isModelUnavailable === true && used() === null,
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
