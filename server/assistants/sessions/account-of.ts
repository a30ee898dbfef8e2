import type { Caller } from "./caller.ts";

/**
 * The account that a caller's calls, files and sockets count against: the caller's own, or the
 * owner of the API key that created the chat session. Otherwise a user could get around every limit
 * by inventing users. An admin's programs may serve many people, so each of those counts
 * separately.
 *
 * @returns a user's id
 */
export function accountOf({ userId, chatSession }: Caller): string {
  if (!chatSession || chatSession.ownerId === null || chatSession.isOwnerAdmin) return userId;
  return chatSession.ownerId;
}
