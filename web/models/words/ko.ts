import type { Translation } from "../../i18n/page-words.ts";
import type { PickerWords } from "./en.ts";

export const ko: Translation<PickerWords> = {
  "picker.title": "모델 선택",
  "picker.again": "다른 모델로 다시 생성",
  "picker.another": "다른 모델 선택",
  "picker.search": "모델 검색",
  "picker.recent": "최근 사용",
  "picker.others": "모델",
  "picker.default": "이 어시스턴트의 기본값",
  "picker.connection.default": "서버",
  "picker.none": "모델을 찾을 수 없습니다",
  "picker.failed": "모델을 불러올 수 없습니다.",
  "picker.retry": "다시 시도",
  "picker.loading": "모델을 불러오는 중…",
  "picker.count": (count) => `모델: ${count}`,
  "picker.more": (count) => `${count}개 더 있습니다. 검색해서 찾으세요.`,
  "picker.vision": "이미지",
  "picker.tools": "도구",
  "picker.reasoning": "생각",
  "picker.window": (tokens) => `컨텍스트 ${tokens}`,
  "picker.price": (input, output) => `100만당 ${input} / ${output}`,
};
