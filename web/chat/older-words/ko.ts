import type { Translation } from "../../i18n/page-words.ts";
import type { OlderWords } from "./en.ts";

export const ko: Translation<OlderWords> = {
  "thread.older": "이전 메시지 불러오기",
  "thread.older.loading": "이전 메시지를 불러오는 중…",
  "thread.older.failed": "이전 메시지를 불러올 수 없습니다.",
};
