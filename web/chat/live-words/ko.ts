import type { Translation } from "../../i18n/page-words.ts";
import type { LiveWords } from "./en.ts";

export const ko: Translation<LiveWords> = {
  "live.started": "어시스턴트가 작성하고 있습니다.",
  "live.progress": (words) => `아직 작성 중, 단어 ${words}개.`,
  "live.completed": (words) => `답변이 완료되었습니다. 단어 ${words}개.`,
  "live.stopped": "답변이 중지되었습니다.",
  "live.cutOff": "답변이 길이 제한에서 잘렸습니다.",
  "live.filtered": "제공업체의 콘텐츠 필터가 답변을 중지했습니다.",
  "live.interrupted": "답변이 중단되었습니다.",
  "live.failed": "답변에 실패했습니다.",
};
