import type { Translation } from "../../../i18n/page-words.ts";
import type { FeedbackWords } from "./en.ts";

export const ko: Translation<FeedbackWords> = {
  "feedback.add": "의견 추가",
  "feedback.edit": "의견 수정",
  "feedback.good": "어떤 점이 좋았나요? (선택 사항)",
  "feedback.bad": "어떤 점이 나빴나요? (선택 사항)",
  "feedback.send": "보내기",
  "feedback.hint": "이 서버의 관리자가 의견을 읽을 수 있습니다.",
};
