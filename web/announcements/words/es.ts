import type { AnnouncementWords } from "./en.ts";

/** The same in Spanish. */
export const es: AnnouncementWords = {
  "severity.info": "Aviso",
  "severity.warning": "Advertencia",
  "severity.critical": "Urgente",
};
