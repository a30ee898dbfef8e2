import type { AnnouncementWords } from "./en.ts";

/** The same in Korean. */
export const ko: AnnouncementWords = {
  "severity.info": "알림",
  "severity.warning": "주의",
  "severity.critical": "긴급",
};
