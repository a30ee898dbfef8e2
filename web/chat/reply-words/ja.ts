import type { Translation } from "../../i18n/page-words.ts";
import type { ReplyWords } from "./en.ts";

export const ja: Translation<ReplyWords> = {
  "chat.thinking": (time) => `思考中… ${time}`,
  "chat.thoughtFor": (time) => `${time}思考しました`,
  "chat.thoughts": "思考内容",
  "chat.stopped": "停止しました",
  "chat.cutOff": "長さの上限で打ち切られました。",
  "chat.filtered": "プロバイダーのコンテンツフィルターにより停止しました。",
  "chat.thoughtOut":
    "思考中にトークンを使い切りました。回答の上限を増やすか、質問を絞ってください。",
  "chat.interrupted": "回答が中断されました。",
  "chat.continue": "続ける",
};
