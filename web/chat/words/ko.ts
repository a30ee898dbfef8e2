import type { Translation } from "../../i18n/page-words.ts";
import type { ModelWords } from "./en.ts";

export const ko: Translation<ModelWords> = {
  "model.label": (name) => `모델: ${name}`,
  "model.builtin": "내장 오프라인 모델이 답변합니다.",
  "model.hint": "기본적으로 작은 내장 모델이 답변합니다.",
  "model.builtin.connect": "모델 연결",
  "model.choose": "모델 선택",
  "model.effort": (word) => `생각: ${word}`,
  "model.gone": (gone, own) =>
    `${gone} 모델을 더 이상 사용할 수 없어 ${own} 모델이 대신 답변합니다.`,
  "model.removed": (name) => `${name} 연결이 제거되었습니다. 다른 모델을 선택하세요.`,
  "model.missing": "이 어시스턴트의 모델을 사용할 수 없습니다.",
  "model.missing.choose": "이 어시스턴트의 모델을 사용할 수 없습니다. 다른 모델을 선택하세요.",
  "model.signIn": "로그인",
  "model.thinking": "생각",
  "model.failed": "선택을 저장할 수 없습니다",
  "effort.auto": "자동",
  "effort.none": "끔",
  "effort.low": "낮음",
  "effort.medium": "보통",
  "effort.high": "높음",
};
