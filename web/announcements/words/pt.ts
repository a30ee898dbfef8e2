import type { AnnouncementWords } from "./en.ts";

/** The same in Portuguese. */
export const pt: AnnouncementWords = {
  "severity.info": "Aviso",
  "severity.warning": "Atenção",
  "severity.critical": "Urgente",
};
