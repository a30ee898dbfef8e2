import type { Translation } from "../../../i18n/page-words.ts";
import type { QuoteWords } from "./en.ts";

export const zh: Translation<QuoteWords> = {
  quote: "引用",
  remember: "记住",
  remembered: "已添加到你的记忆。",
  rememberedOff: "已添加到你的记忆，但记忆功能已关闭。",
  undo: "撤销",
  full: "你的记忆已满。请先在设置中删除一些内容。",
};
