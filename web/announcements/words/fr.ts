import type { AnnouncementWords } from "./en.ts";

/** The same in French. */
export const fr: AnnouncementWords = {
  "severity.info": "Information",
  "severity.warning": "Attention",
  "severity.critical": "Urgent",
};
