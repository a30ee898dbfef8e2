/** How urgent an announcement is. */
export const severities = ["info", "warning", "critical"] as const;

export type Severity = (typeof severities)[number];

/** Longest text of an announcement, in UTF-16 code units: a few sentences. */
export const maxAnnouncementLength = 400;

/** Maximum number of announcements that a server keeps, past ones included. */
export const maxAnnouncements = 20;

/** What an admin tells everyone for a while. */
export interface Announcement {
  id: string;
  text: string;
  severity: Severity;
  /** ISO 8601. */
  startsAt: string;
  /** ISO 8601; null until it is deleted. */
  endsAt: string | null;
}
