import type { WordsOf } from "../../i18n/page-words.ts";

/** Words of announcements in English. */
export const en = {
  "severity.info": "Notice",
  "severity.warning": "Warning",
  "severity.critical": "Urgent",
};

export type AnnouncementWords = WordsOf<typeof en>;
