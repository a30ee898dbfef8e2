import type { Caller } from "./caller.ts";

/**
 * The account that a caller's calls, files and sockets count against: the caller's own, or the
 * owner's where the owner's API key let the caller in. Otherwise a person could get around every
 * limit by inventing users. An admin's programs may serve many people, so each of those counts alone.
 *
 * @returns a user's id
 */
export function accountOf({ userId, chatSession }: Caller): string {
  if (!chatSession || chatSession.ownerId === null || chatSession.isOwnerAdmin) return userId;
  return chatSession.ownerId;
}
