import type { AnnouncementWords } from "./en.ts";

/** The same in Japanese. */
export const ja: AnnouncementWords = {
  "severity.info": "お知らせ",
  "severity.warning": "警告",
  "severity.critical": "緊急",
};
