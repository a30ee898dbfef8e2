import type { Translation } from "../../../i18n/page-words.ts";
import type { MoreWords } from "./en.ts";

export const zh: Translation<MoreWords> = {
  "more.menu": "更多操作",
  "more.fork": "从这里开始新聊天",
  "more.remove.pair": "删除消息和回复",
  "more.remove.version": "删除此版本",
  "more.fork.failed": "无法复制聊天。",
  "more.removed": "消息已删除。",
  "more.restore": "撤销",
  "more.remove.failed": "无法删除消息。",
  "more.remove.busy": "下方的回复全部写完后才能删除。",
  "more.restore.failed": "无法恢复消息。",
  "more.source": (title: string) => `复制自“${title}”`,
  "more.source.other": "复制自另一个聊天",
};
