import type { AnnouncementWords } from "./en.ts";

/** The same in Chinese. */
export const zh: AnnouncementWords = {
  "severity.info": "通知",
  "severity.warning": "警告",
  "severity.critical": "紧急",
};
