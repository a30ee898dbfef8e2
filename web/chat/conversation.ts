import {
  type Accessor,
  batch,
  createComputed,
  createMemo,
  createSelector,
  createSignal,
  type Setter,
  untrack,
} from "solid-js";
import {
  activeBranch,
  type BranchItem,
  type BranchSelection,
  nextParentId,
  branchThrough,
} from "../../client/state/selectors.ts";
import type { RegenerateOptions } from "../../client/message-changes.ts";
import type { SayInput } from "../../client/say-input.ts";
import type { ChatState, Said, Wording } from "../../client/types.ts";
import { isLive } from "../../shared/generation-status.ts";
import type { Generation, Message } from "../../shared/message.ts";
import type { Chat } from "../state/chat.ts";
import { createKeyed } from "../state/keyed.ts";
import { createGate } from "../state/gate.ts";
import { createSlices, pageTaskClock } from "../ui/slices.ts";
import { type BranchIndex, emptyBranch, indexBranch } from "./branch-index.ts";
import { createReveal } from "./reveal.ts";
import { findViewBegin, newestView } from "./view-begin.ts";
import { createSending, type Sending } from "./sending.ts";
import { sameStructure } from "./same-structure.ts";

/** The thread on the screen: its visible messages, and the user's actions. */
export interface Conversation extends Sending {
  /** Keys of the rendered turns, oldest first. */
  turnKeys: Accessor<readonly string[]>;
  /** False while older, loaded turns are still being rendered. */
  whole: Accessor<boolean>;
  /** False until a thread that was opened has been painted once. */
  painted: Accessor<boolean>;
  isLastTurn(turnKey: string): boolean;
  messageIds(turnKey: string): readonly string[];
  /** A message's place in its branch, with its text at the branch's last change. */
  item(messageId: string): BranchItem | undefined;
  /** A message with its current text. */
  message(messageId: string): Message | undefined;
  /** The last reply of the branch, or null. */
  lastReply: Accessor<Message | null>;
  /** The first message that the model is shown, if not all; otherwise null. */
  viewBegins: Accessor<string | null>;
  /** Whether several models wrote the replies of the branch. */
  hasModels: Accessor<boolean>;
  /** The generation that can be stopped, or null. */
  live: Accessor<Generation | null>;
  say(
    wording: Wording,
    first?: Pick<
      SayInput,
      | ("workflowId" | "projectId" | "effort" | "model" | "temporary" | "provisionalTitle")
      | ("compareWith" | "answerBy")
    >,
  ): Said;
  /** Sends another version of a user message, and shows it. */
  edit(messageId: string, wording: Wording): void;
  /** Rejects with a `RequestError` when the server refuses. */
  regenerate(messageId: string, how?: RegenerateOptions): Promise<void>;
  /** Goes to another message instead of one, on all devices; both have the same parent. */
  selectSibling(from: string, to: string): void;
  /** Shows the branch of a message here. */
  show(messageId: string): void;
  /** Shows the branch with a message; false while too little of it is loaded. */
  showBranch(messageId: string): boolean;
}

/** Follows each thread in turn; null is the new chat. */
export function createConversation(chat: Chat, threadId: Accessor<string | null>): Conversation {
  const [selection, setSelection] = createSignal<BranchSelection>({});
  const structure = createGate(chat.state, sameStructure);
  followActiveLeaf({ chat, threadId, structure }, setSelection);
  const branch = createMemo(() => {
    const id = threadId();
    return id === null ? [] : activeBranch(structure(), id, selection());
  });
  const index = createMemo((before: BranchIndex) => indexBranch(before, branch()), emptyBranch);
  const item = createKeyed(() => index().items);
  const messageIds = createKeyed(() => index().turns);
  const { keys: turnKeys, ...shown } = createReveal(
    () => ({ threadId: threadId(), keys: index().turnKeys, lengthOf: turnLength(index()) }),
    createSlices(pageTaskClock()),
  );
  const message = (id: string) => chat.message(id) ?? item(id)?.message;
  const last = createMemo(() => {
    const end = branch().at(-1);
    return end ? { ...end, message: message(end.id) ?? end.message } : null;
  });
  const lastReply = createMemo(() => replyOrNull(last()?.message));

  const sending = createSending(chat, threadId, last);

  function select(of: Message | undefined, chosen: string): void {
    const path = pathTo(chosen, of, { message, item });
    setSelection((before) => ({ ...before, ...path }));
  }

  return {
    turnKeys,
    ...shown,
    isLastTurn: createSelector(() => turnKeys().at(-1)),
    messageIds: (key) => messageIds(key) ?? [],
    item,
    message,
    lastReply,
    ...sending,
    viewBegins: createViewBegin(branch, message),
    hasModels: createHasModels(branch),
    live: createMemo(() => liveGeneration(lastReply())),
    say({ text, attachments }, first) {
      const parentId = nextParentId(branch());
      const input = { threadId: threadId(), parentId, text, attachments, ...first };
      // Batched, so that the branch is computed once.
      return batch(() => {
        const said = chat.store.say(input);
        if (!said.queued) setSelection((before) => ({ ...before, [parentId ?? "root"]: said.id }));
        return said;
      });
    },
    showBranch(messageId) {
      const path = branchThrough(chat.state(), messageId);
      setSelection((before) => ({ ...before, ...path }));
      return item(messageId) !== undefined;
    },
    selectSibling(from, to) {
      const before = selection();
      select(message(from), to);
      keepBranch(chat, branch()).catch(() => setSelection(before));
    },
    ...createVersions(chat, (messageId, chosen) => select(message(messageId), chosen)),
  };
}

interface ShownThread {
  chat: Chat;
  threadId: Accessor<string | null>;
  /** The state, unless only texts have changed. */
  structure: Accessor<ChatState>;
}

/** Shows the thread's active branch when that changes, here or on another device. */
function followActiveLeaf(
  { chat, threadId, structure }: ShownThread,
  setSelection: Setter<BranchSelection>,
): void {
  const leaf = createMemo(() => {
    const id = chat.threadState().threads[threadId() ?? ""]?.activeLeafId ?? "";
    return id in structure().messages ? id : "";
  });
  createComputed(() => {
    const path = branchThrough(untrack(structure), leaf());
    setSelection((before) => ({ ...before, ...path }));
  });
}

/** Keeps the branch on the server, as far as that has it. */
async function keepBranch(chat: Chat, branch: readonly BranchItem[]): Promise<void> {
  const leaf = branch.findLast(({ entry }) => !entry);
  if (leaf) await chat.store.selectBranch(leaf.message.threadId, leaf.id);
}

/** Makes and selects versions. `select` shows a message in the place of its sibling. */
function createVersions(
  chat: Chat,
  select: (messageId: string, chosen: string) => void,
): Pick<Conversation, "edit" | "regenerate" | "show"> {
  return {
    edit(messageId, wording) {
      batch(() => select(messageId, chat.store.edit(messageId, wording).id));
    },
    regenerate(messageId, how) {
      const { replyId, done } = chat.store.regenerate(messageId, how);
      select(messageId, replyId);
      return done;
    },
    show: (id) => select(id, id),
  };
}

/**
 * Selects `chosen` in the place of its sibling `of`, and the way to it if that is on another branch.
 * The branch starts at `root`, even if its first message's parent is not loaded.
 */
function pathTo(
  chosen: string,
  of: Message | undefined,
  { message, item }: Pick<Conversation, "message" | "item">,
): BranchSelection {
  const path: Record<string, string> = {};
  for (let at = of, id = chosen; at;) {
    const parent = message(at.parentId ?? "");
    path[parent?.id ?? "root"] = id;
    at = parent && !item(parent.id) ? parent : undefined;
    id = at?.id ?? "";
  }
  return path;
}

/** In two steps, so that a token of a reply only checks the newest reply. */
function createViewBegin(
  branch: Accessor<readonly BranchItem[]>,
  message: (id: string) => Message | undefined,
): Accessor<string | null> {
  const newest = createMemo(() => newestView(branch(), message));
  return createMemo(() => findViewBegin(branch(), newest()));
}

function replyOrNull(message: Message | undefined): Message | null {
  return message?.role === "assistant" ? message : null;
}

function createHasModels(branch: Accessor<readonly BranchItem[]>): Accessor<boolean> {
  const models = () => branch().flatMap(({ message }) => message.generation?.model ?? []);
  return createMemo(() => new Set(models()).size > 1);
}

function liveGeneration(reply: Message | null): Generation | null {
  const generation = reply?.generation;
  return generation && isLive(generation) ? generation : null;
}

/** The total length of a turn's texts. */
const turnLength = (index: BranchIndex) => (turnKey: string) =>
  (index.turns[turnKey] ?? []).reduce(
    (length, id) => length + (index.items[id]?.message.text.length ?? 0),
    0,
  );
