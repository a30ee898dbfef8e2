import type { AnnouncementWords } from "./en.ts";

/** The same in Polish. */
export const pl: AnnouncementWords = {
  "severity.info": "Informacja",
  "severity.warning": "Uwaga",
  "severity.critical": "Pilne",
};
