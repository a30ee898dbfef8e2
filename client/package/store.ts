// `@chatkit/client/store`: the state of a user interface.
export { type ChatStoreOptions, createChatStore } from "../chat-store.ts";
export { frameSchedule } from "../frame-schedule.ts";
export {
  createMemoryOutboxStorage,
  createWebOutboxStorage,
  type OutboxStorage,
  type WebOutboxOptions,
} from "../outbox-storage.ts";
export { replyVersions } from "../state/reply-versions.ts";
export {
  activeBranch,
  branchThrough,
  listedThreads,
  sortedThreads,
  threadById,
  threadsOfProject,
  threadsWithTag,
  waitingMessages,
} from "../state/selectors.ts";
export type { SayInput } from "../say-input.ts";
export { shownTitle } from "../state/shown-title.ts";
export type { ChatState, ChatStore, OutboxEntry } from "../types.ts";
export { canContinue } from "../../shared/can-continue.ts";
