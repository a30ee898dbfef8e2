import type { Draft } from "../../shared/draft.ts";
import type { ChatClient } from "../connect.ts";
import { keepFollowing } from "../store/keep-following.ts";

/** The draft to follow. */
export interface FollowedDraft {
  /** Null for the new chat. One that the server does not have yet is waited for. */
  threadId: string | null;
  signal: AbortSignal;
  onDraft: (draft: Draft) => void;
}

/**
 * Follows what the user has written in a thread on any device, until the signal aborts: the current
 * draft, and every newer one. `api.drafts.save` writes it.
 */
export function followDraft(
  client: Pick<ChatClient, "api" | "connection" | "renew">,
  { threadId, signal, onDraft }: FollowedDraft,
): Promise<void> {
  return keepFollowing<Draft>(client, {
    signal,
    subscribe: (lastEventId, observer) =>
      client.api.drafts.watch.subscribe({ threadId, lastEventId }, observer),
    onEvent: onDraft,
  });
}
