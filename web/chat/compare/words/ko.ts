import type { Translation } from "../../../i18n/page-words.ts";
import type { CompareWords } from "./en.ts";

export const ko: Translation<CompareWords> = {
  "compare.title": "답변 비교",
  "compare.with": "다른 모델과 비교",
  "compare.versions": "버전 비교",
  "compare.another": "다른 모델",
  "compare.keep": "이 답변 유지",
  "compare.version": (index, count, model) => `${index}/${count} · ${model}`,
  "compare.choose": "버전 선택",
  "compare.shown": "표시된 답변",
  "compare.question": "내 메시지",
  "compare.loading": "답변을 불러오는 중…",
  "compare.writing": "작성 중…",
  "compare.waiting": "대기 중…",
  "compare.second": "두 모델 비교",
  "compare.second.chosen": (model) => `두 번째 모델: ${model}`,
  "compare.second.remove": "두 번째 모델 제거",
  "compare.said.completed": (model) => `${model} 완료.`,
  "compare.said.stopped": (model) => `${model} 중지됨.`,
  "compare.said.failed": (model) => `${model} 완료하지 못함.`,
};
