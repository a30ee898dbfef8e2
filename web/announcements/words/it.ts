import type { AnnouncementWords } from "./en.ts";

/** The same in Italian. */
export const it: AnnouncementWords = {
  "severity.info": "Avviso",
  "severity.warning": "Attenzione",
  "severity.critical": "Urgente",
};
