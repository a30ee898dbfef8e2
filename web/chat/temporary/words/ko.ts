import type { Translation } from "../../../i18n/page-words.ts";
import type { TemporaryWords } from "./en.ts";

export const ko: Translation<TemporaryWords> = {
  "temporary.title": "임시 채팅",
  "temporary.keep": "채팅 유지",
  "temporary.kept": "채팅이 목록에 추가되었습니다.",
  "temporary.notKept": "채팅을 유지할 수 없습니다.",
  "temporary.export": "내보내기",
};
