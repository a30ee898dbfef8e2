import type { Translation } from "../../../i18n/page-words.ts";
import type { FeedbackWords } from "./en.ts";

export const zh: Translation<FeedbackWords> = {
  "feedback.add": "添加评论",
  "feedback.edit": "编辑评论",
  "feedback.good": "哪里好？（可选）",
  "feedback.bad": "哪里有问题？（可选）",
  "feedback.send": "发送",
  "feedback.hint": "此服务器的管理者可以看到你的评论。",
};
