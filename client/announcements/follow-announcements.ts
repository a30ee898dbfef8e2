import type { Announcement } from "../../shared/announcement.ts";
import type { ChatClient } from "../connect.ts";
import { keepFollowing } from "../store/keep-following.ts";

/** Who wants to know of announcements. */
export interface AnnouncementReader {
  signal: AbortSignal;
  onAnnouncements: (announcements: readonly Announcement[]) => void;
}

/**
 * Follows what admins tell everyone until the signal aborts: the announcements of this moment, and
 * again whenever one begins, changes or ends.
 */
export function followAnnouncements(
  client: Pick<ChatClient, "api" | "connection" | "renew">,
  { signal, onAnnouncements }: AnnouncementReader,
): Promise<void> {
  return keepFollowing<{ announcements: Announcement[] }>(client, {
    signal,
    subscribe: (lastEventId, observer) =>
      client.api.announcements.watch.subscribe({ lastEventId }, observer),
    onEvent: ({ announcements }) => onAnnouncements(announcements),
  });
}
