import type { Translation } from "../../../i18n/page-words.ts";
import type { AgainWords } from "./en.ts";

export const ko: Translation<AgainWords> = {
  "again.menu": "다르게 답변하기",
  "again.shorter": "더 짧게",
  "again.simpler": "더 쉽게",
  "again.longer": "더 자세히",
  "again.own": "직접 지시하기…",
  "again.another": "다른 모델…",
  "again.field": "무엇을 바꿀까요?",
  "again.send": "다시 생성",
};
