import type { Translation } from "../../../i18n/page-words.ts";
import type { QuoteWords } from "./en.ts";

export const ko: Translation<QuoteWords> = {
  quote: "인용",
  remember: "기억하기",
  remembered: "메모리에 추가했습니다.",
  rememberedOff: "메모리에 추가했습니다(메모리 꺼짐).",
  undo: "실행 취소",
  full: "메모리가 가득 찼습니다. 먼저 설정에서 일부를 삭제하세요.",
};
