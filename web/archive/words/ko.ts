import type { Translation } from "../../i18n/page-words.ts";
import type { ArchiveWords } from "./en.ts";

export const ko: Translation<ArchiveWords> = {
  "archive.title": "보관된 채팅",
  "archive.empty": "보관된 채팅이 없습니다.",
  "archive.loading": "채팅을 불러오는 중…",
  "archive.failed": "채팅을 불러올 수 없습니다.",
  "archive.more": "이전 채팅 보기",
  "archive.back": "보관 해제",
  "archive.backOf": (title) => `“${title}” 보관 해제`,
  "archive.notBack": "채팅을 옮길 수 없습니다.",
};
