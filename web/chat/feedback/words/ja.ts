import type { Translation } from "../../../i18n/page-words.ts";
import type { FeedbackWords } from "./en.ts";

export const ja: Translation<FeedbackWords> = {
  "feedback.add": "コメントを追加",
  "feedback.edit": "コメントを編集",
  "feedback.good": "良かった点(任意)",
  "feedback.bad": "悪かった点(任意)",
  "feedback.send": "送信",
  "feedback.hint": "コメントはこのサーバーの管理者が読むことができます。",
};
