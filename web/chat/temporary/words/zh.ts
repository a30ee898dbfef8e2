import type { Translation } from "../../../i18n/page-words.ts";
import type { TemporaryWords } from "./en.ts";

export const zh: Translation<TemporaryWords> = {
  "temporary.title": "临时聊天",
  "temporary.keep": "保留聊天",
  "temporary.kept": "聊天已加入你的列表。",
  "temporary.notKept": "无法保留聊天。",
  "temporary.export": "导出",
};
