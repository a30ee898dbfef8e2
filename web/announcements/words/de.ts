import type { AnnouncementWords } from "./en.ts";

/** The same in German. */
export const de: AnnouncementWords = {
  "severity.info": "Hinweis",
  "severity.warning": "Achtung",
  "severity.critical": "Dringend",
};
