import type { AnnouncementWords } from "./en.ts";

/** The same in Dutch. */
export const nl: AnnouncementWords = {
  "severity.info": "Mededeling",
  "severity.warning": "Let op",
  "severity.critical": "Dringend",
};
