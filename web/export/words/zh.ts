import type { Translation } from "../../i18n/page-words.ts";
import type { ExportWords } from "./en.ts";

export const zh: Translation<ExportWords> = {
  "export.title": "导出聊天",
  "export.format": "格式",
  "export.markdown": "Markdown",
  "export.markdown.hint": "你所看到的聊天，用于阅读或打印",
  "export.html": "HTML",
  "export.html.hint": "可在任何浏览器中打开的页面，用于阅读、打印或保存为 PDF",
  "export.json": "JSON",
  "export.json.hint": "全部内容，含每条消息的所有版本，供程序使用",
  "export.thoughts": "包含思考过程",
  "export.save": "导出",
  "export.loading": (count) => `正在加载消息：${count}…`,
  "export.failed": "无法加载整个聊天。",
  "export.files": "文件",
  "export.thoughtsOf": "思考过程",
};
