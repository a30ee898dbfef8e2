import type { ChatState } from "../../client/types.ts";

/**
 * Whether two states have the same messages in the same places, so that a thread's branch is the
 * same except for its texts. Costs one check per message; computing a branch costs many.
 */
export function sameStructure(a: ChatState, b: ChatState): boolean {
  if (a.outbox !== b.outbox) return false;
  if (a.messages === b.messages) return true;
  let surplus = 0;
  for (const _ in a.messages) surplus++;
  for (const id in b.messages) {
    const before = a.messages[id];
    const after = b.messages[id];
    surplus--;
    if (before === after) continue;
    if (before?.parentId !== after?.parentId || before?.seq !== after?.seq) return false;
    if (before?.threadId !== after?.threadId) return false;
    if (before?.summary !== after?.summary) return false;
  }
  return surplus === 0;
}
