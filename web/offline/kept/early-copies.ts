import type { Chat } from "../../state/chat.ts";
import type { SafeStorage } from "../../state/safe-storage.ts";
import { withKept } from "./database.ts";
import { type KeptList, type KeptThread, withKeptList, withKeptThread } from "./kept-chats.ts";
import { ownerOf } from "./owner.ts";

/** What a new tab shows until the server has answered. */
export interface EarlyCopies {
  list: KeptList;
  /** The chat of the address, if it is kept. */
  thread: KeptThread | undefined;
}

/** Reads the copies while the page is being drawn; null when nothing may be shown, or is kept. */
export async function readEarlyCopies(
  storage: SafeStorage,
  threadId: string | null,
): Promise<EarlyCopies | null> {
  const owner = ownerOf(storage);
  if (owner === null) return null;
  try {
    return await withKept(async (database) => {
      const [list, thread] = await Promise.all([
        database.get("list", "list"),
        threadId === null ? undefined : database.get("threads", threadId),
      ]);
      return list?.userId === owner ? { list, thread } : null;
    });
  } catch {
    // The browser has no database: the server's answer is waited for.
    return null;
  }
}

/** Shows the copies, unless another user is signed in or the server has answered already. */
export function showEarlyCopies(chat: Chat, storage: SafeStorage, copies: EarlyCopies): void {
  const { list, thread } = copies;
  const user = chat.state().user;
  if (ownerOf(storage) !== list.userId || (user !== null && user.id !== list.userId)) return;
  // The list says whose the copies are: another user's are dropped by that.
  chat.store.adopt((state) => withKeptList(state, list));
  if (list.workflows) chat.adoptWorkflows(list.workflows);
  if (thread) chat.store.adopt((state) => withKeptThread(state, thread));
}
