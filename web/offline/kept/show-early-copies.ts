import type { EarlyCopies } from "../../early/read-early-copies.ts";
import type { Chat } from "../../state/chat.ts";
import type { SafeStorage } from "../../state/safe-storage.ts";
import { withKeptList, withKeptThread } from "./kept-chats.ts";
import { ownerOf } from "./owner.ts";

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
