import type { AnnouncementWords } from "./en.ts";

/** The same in Arabic. */
export const ar: AnnouncementWords = {
  "severity.info": "إشعار",
  "severity.warning": "تحذير",
  "severity.critical": "عاجل",
};
