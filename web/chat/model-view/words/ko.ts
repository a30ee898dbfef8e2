import type { Translation } from "../../../i18n/page-words.ts";
import type { ViewWords } from "./en.ts";

export const ko: Translation<ViewWords> = {
  shortened: "이 채팅이 모델의 컨텍스트를 넘어 가장 오래된 메시지는 모델이 볼 수 없습니다.",
  files: "이전 파일은 더 이상 들어가지 않아 제외되었습니다.",
  insteadOfBusy: (model, asked) => `${asked} 모델이 사용 중이어서 ${model} 모델이 답변했습니다.`,
  insteadOfDown: (model, asked) => `${asked} 모델을 사용할 수 없어 ${model} 모델이 답변했습니다.`,
  insteadOfBarred: (model, asked) => `${asked} 모델을 쓸 권한이 없어 ${model} 모델이 답변했습니다.`,
  line: "모델은 더 이상 위의 메시지를 보지 않습니다",
  lineSum: "모델은 위 메시지의 요약을 봅니다",
  summarise: "요약",
  pending: "요약하는 중…",
  failed: "요약을 작성할 수 없습니다.",
  retry: "다시 시도",
  show: "요약 보기",
  hide: "요약 숨기기",
  remove: "요약 제거",
  label: "위 메시지의 요약",
  refused: "할 수 없습니다. 다시 시도하세요.",
};
