import type { ChatState } from "../../../client/types.ts";
import { replyVersions } from "../../../client/state/reply-versions.ts";
import type { SafeStorage } from "../../state/safe-storage.ts";

/** A reply that was kept, and the newest of its versions at that time. */
interface Kept {
  threadId: string;
  kept: string;
  newest: string;
}

/** Replies that were kept and have no message after them yet: a thread shows its newest otherwise. */
export interface KeptReplies {
  keep(reply: Kept): void;
  /** The kept reply of a loaded thread; null once there is a newer version, or a message after one. */
  find(state: ChatState, threadId: string): string | null;
}

const prefix = "chatkit.kept.";

/** @param storage the tab's, so that a choice lasts through a reload */
export function createKeptReplies(storage: SafeStorage): KeptReplies {
  return {
    keep: ({ threadId, kept, newest }) => storage.setItem(prefix + threadId, `${kept} ${newest}`),
    find(state, threadId) {
      const [kept = "", newest] = storage.getItem(prefix + threadId)?.split(" ") ?? [];
      const ids = replyVersions(state, threadId, kept).map(({ id }) => id);
      const isAnswered = Object.values(state.messages).some(
        ({ parentId }) => parentId !== null && ids.includes(parentId),
      );
      return ids.length > 0 && ids.at(-1) === newest && !isAnswered ? kept : null;
    },
  };
}
