import type { Translation } from "../../i18n/page-words.ts";
import type { ReplyWords } from "./en.ts";

export const ko: Translation<ReplyWords> = {
  "chat.thinking": (time) => `생각하는 중… ${time}`,
  "chat.thoughtFor": (time) => `${time} 동안 생각함`,
  "chat.thoughts": "생각 과정",
  "chat.stopped": "중지됨",
  "chat.cutOff": "길이 제한에서 잘렸습니다.",
  "chat.filtered": "제공업체의 콘텐츠 필터가 중지했습니다.",
  "chat.thoughtOut":
    "생각하는 동안 토큰을 모두 사용했습니다. 더 긴 답변을 허용하거나 요청을 줄이세요.",
  "chat.interrupted": "답변이 중단되었습니다.",
  "chat.continue": "계속",
};
