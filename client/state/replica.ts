import type { FeedbackKind, Message } from "../../shared/message.ts";
import type { Project } from "../../shared/project.ts";
import type { ThreadPlace } from "../../shared/thread.ts";
import type { ChatState } from "../types.ts";
import type { InferenceChoice } from "./inference-choice.ts";

/** A rating to give. */
export interface Rating {
  /** Null removes it. */
  kind: FeedbackKind | null;
  /** Omitted, that of the same rating stays. */
  comment?: string | undefined;
}

/**
 * A change shown before the server has confirmed it; applied over the state by `visible-state.ts`.
 */
export type PendingChange =
  | { type: "rename"; threadId: string; title: string }
  | { type: "place"; threadId: string; place: ThreadPlace }
  | { type: "keep"; threadId: string }
  | { type: "tags"; threadId: string; tags: readonly string[] }
  | { type: "project"; threadId: string; projectId: string | null }
  | { type: "project.put"; project: Project }
  | { type: "project.delete"; projectId: string }
  | { type: "inference"; threadId: string; choice: InferenceChoice }
  | { type: "branch"; threadId: string; leafId: string }
  | { type: "read"; threadId: string }
  /**
   * Stays after the server's response until the feed confirms it, because a page in flight may be
   * older.
   */
  | { type: "delete"; threadId: string }
  | { type: "regenerate"; reply: Message; keepsBranch: boolean }
  | { type: "continue"; messageId: string }
  | ({ type: "feedback"; messageId: string } & Rating)
  | { type: "unqueue"; id: string }
  | { type: "sendNow"; id: string };

/** What the server is known to hold, and what is needed to keep it in sync. */
export interface ReplicaState extends ChatState {
  /** The last applied feed event; null before the feed is followed. */
  feedCursor: string | null;
  /**
   * For each thread, the place in the feed as of which it is known. A deleted thread stays here, so
   * that a page fetched before the deletion cannot bring it back.
   */
  threadVersions: Readonly<Record<string, number>>;
  /** The place in the feed as of which the projects are known. */
  projectsAsOf: number;
  /** The same for each thread's queue. */
  queueVersions: Readonly<Record<string, number>>;
  /** Deleted messages, so that a page fetched before the deletion cannot bring them back. */
  removed: Readonly<Record<string, true>>;
  /** The parents of messages that were moved, for the same reason. */
  parents: Readonly<Record<string, string | null>>;
  /**
   * Threads whose held messages may have been deleted since: the highest `seq` held then. The next
   * newest page decides.
   */
  unsure: Readonly<Record<string, number>>;
  pending: readonly PendingChange[];
}

export const emptyReplica: ReplicaState = {
  user: null,
  keptFor: null,
  personalAsOf: -1,
  projects: [],
  listLoads: {},
  threads: {},
  threadList: { status: "loading", nextCursor: null },
  messages: {},
  loads: {},
  streams: {},
  outbox: [],
  queues: {},
  feedCursor: null,
  threadVersions: {},
  queueVersions: {},
  projectsAsOf: -1,
  removed: {},
  parents: {},
  unsure: {},
  pending: [],
};
